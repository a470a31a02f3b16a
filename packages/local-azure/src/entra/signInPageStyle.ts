/*
 * Copyright 2026 The Azure Blob for Backstage Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

/** The whole look of the sign-in page: no fonts, no images, light and dark. */
export const signInPageStyle = `
:root {
  --page: #f3f5f8; --card: #ffffff; --line: #d9dee6; --text: #1b1f27;
  --soft: #566072; --accent: #1f5fbf; --hover: #eef3fb; --alert: #a4262c;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #12151b; --card: #1b2029; --line: #343c4a; --text: #eef1f6;
    --soft: #a9b3c4; --accent: #7fb0ff; --hover: #252c38; --alert: #ff9a9f;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; display: grid; place-items: center;
  padding: 16px; background: var(--page); color: var(--text);
  font: 16px/1.4 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
main {
  width: 100%; max-width: 440px; padding: 24px; background: var(--card);
  border: 1px solid var(--line); border-radius: 14px;
  box-shadow: 0 12px 32px rgb(0 0 0 / 8%);
}
.tenant {
  display: flex; align-items: center; gap: 8px; margin: 0 0 12px;
  font-weight: 600; color: var(--soft);
}
.mark {
  width: 18px; height: 18px; border-radius: 5px;
  background: conic-gradient(from 45deg, #1f5fbf, #3a9d8f, #8a5cc7, #1f5fbf);
}
h1 { margin: 0 0 6px; font-size: 24px; line-height: 1.25; }
.lead { margin: 0 0 16px; color: var(--soft); }
ul { display: grid; gap: 8px; margin: 0; padding: 0; list-style: none; }
button { font: inherit; color: inherit; cursor: pointer; }
li button {
  display: flex; align-items: center; gap: 14px; width: 100%;
  padding: 7px 12px; text-align: left; background: transparent;
  border: 1px solid var(--line); border-radius: 10px;
}
li button:hover { background: var(--hover); border-color: var(--accent); }
button:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.avatar {
  flex: none; width: 40px; height: 40px; border-radius: 50%;
  display: grid; place-items: center; color: #fff; font-weight: 600;
  background: #4d5a70;
}
.avatar-alice { background: #1f5fbf; }
.avatar-bob { background: #19756a; }
.avatar-carol { background: #7446b3; }
.avatar-erin { background: #a84a16; }
.who { display: grid; min-width: 0; }
.who span { color: var(--soft); font-size: 14px; overflow-wrap: anywhere; }
.confirm {
  width: 100%; padding: 10px 12px; font-weight: 600; color: var(--card);
  background: var(--accent); border: 1px solid var(--accent);
  border-radius: 10px;
}
.quiet {
  margin-top: 10px; padding: 6px 12px; background: transparent;
  border: 1px solid transparent; border-radius: 8px; color: var(--accent);
}
.quiet:hover { background: var(--hover); }
.note { margin: 8px 0 0; font-size: 13px; color: var(--soft); }
.error {
  margin: 0; padding: 12px 14px; border: 1px solid var(--alert);
  border-radius: 10px; color: var(--alert); overflow-wrap: anywhere;
}
`;
