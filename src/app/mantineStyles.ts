/**
 * The styles of the Mantine components that the first screen uses, and no others. In Mantine's cascade layer, so that
 * our own CSS modules always win. A component that is used but missing here and in mantineLateStyles.ts shows up
 * unstyled; bundles.test.ts fails first.
 */
import "@mantine/core/styles/baseline.layer.css";
import "@mantine/core/styles/global.layer.css";
import "@mantine/core/styles/UnstyledButton.layer.css";
import "@mantine/core/styles/Loader.layer.css";
import "@mantine/core/styles/ActionIcon.layer.css";
import "@mantine/core/styles/Button.layer.css";
import "@mantine/core/styles/Skeleton.layer.css";
