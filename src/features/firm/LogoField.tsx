import { Button, Group, Input } from "@mantine/core";
import { useRef, useState } from "react";
import { FirmSign } from "../../components/FirmSign";
import { firmStrings as text } from "./firmStrings";
import { LogoTooLarge, resizeLogo } from "./resizeLogo";

type Props = { name: string; logo: string | null; onChange: (logo: string | null) => void };

/** Shows the logo and picks another one, made small in the browser before it is saved. */
export function LogoField({ name, logo, onChange }: Props) {
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
        <FirmSign name={name} logo={logo} size={48} />
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
