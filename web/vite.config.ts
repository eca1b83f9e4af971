// How the pages are built: hashed files, one chunk per page, no source of the internet.
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  server: { proxy: { "/api": process.env.ZHUNSHENG ?? "http://127.0.0.1:8420" } },
  build: {
    target: "es2022",
    chunkSizeWarningLimit: 1200,
    // The licences of what is bundled stay in the files.
    license: true,
  },
});
