// Draws the pictures of the README: `npx playwright test --config screenshot.config.ts`.
import { defineConfig } from "@playwright/test";

import tests from "./playwright.config.ts";

export default defineConfig(tests, { testDir: ".", testMatch: "screenshot.ts" });
