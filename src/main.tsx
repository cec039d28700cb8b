import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { firstLanguage, speak } from "./language/language";
import "./app/mantineStyles";
import "./app/tokens.css";
import "./app/global.css";
import { startPreloading } from "./lib/lazyPart";

const root = createRoot(document.getElementById("root")!);

// Nothing is drawn in one language first and then in another. English is there at once.
void speak(firstLanguage()).then(() =>
  root.render(
    <StrictMode>
      <App />
    </StrictMode>,
  ),
);
startPreloading();
