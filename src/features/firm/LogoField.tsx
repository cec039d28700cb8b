import { Button, Group, Input } from "@mantine/core";
import { useRef, useState } from "react";
import { accentShades } from "../../app/accent";
import { accentTokens } from "../../app/theme";
import { FirmSign } from "../../components/FirmSign";
import type { FirmSettings } from "./firmForm";
import { firmStrings as text } from "./firmStrings";
import { LogoTooLarge, resizeLogo } from "./resizeLogo";

type Props = { form: FirmSettings; onChange: (logo: string | null) => void };

/** Shows the logo and picks another one, made small in the browser before it is saved. */
export function LogoField({ form, onChange }: Props) {
  const { name, logo, accentColor } = form;
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const onFile = async (file: File | undefined) => {
    if (file === undefined) return;
    setProblem(null);
    try {
      onChange(await resizeLogo(file));
    } catch (error) {
      setProblem(error instanceof LogoTooLarge ? text.logoTooLarge : text.logoUnreadable);
    }
  };
  return (
    <Input.Wrapper label={text.logo} description={text.logoHint} error={problem}>
      <Group gap="sm" mt={8}>
        <span style={accentTokens(accentShades(accentColor), "light")}>
          <FirmSign name={name} logo={logo} size={48} />
        </span>
        <Button variant="default" onClick={() => input.current?.click()}>
          {text.chooseLogo}
        </Button>
        {logo !== null && (
          <Button variant="subtle" color="gray" onClick={() => onChange(null)}>
            {text.removeLogo}
          </Button>
        )}
        <input
          ref={input}
          type="file"
          hidden
          accept="image/png,image/jpeg,image/webp"
          aria-label={text.chooseLogo}
          onChange={(event) => {
            void onFile(event.target.files?.[0]);
            event.target.value = ""; // The same file can be picked again.
          }}
        />
      </Group>
    </Input.Wrapper>
  );
}
