import { Menu, type MenuProps } from "@mantine/core";
import type { MenuPartProps } from "./LazyMenu";

/** The frame of a menu that LazyMenu downloads: its button, and what it offers as children. */
export function PartMenu({
  opened,
  onChange,
  button,
  position,
  width,
  children,
}: MenuPartProps & Required<Pick<MenuProps, "position" | "width" | "children">>) {
  return (
    <Menu opened={opened} onChange={onChange} position={position} width={width} shadow="md">
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
