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

import { extensionOf } from './extensions';

const LANGUAGES: Record<string, string> = {
  bash: 'sh bash zsh env',
  c: 'c h',
  cpp: 'cc cpp hpp cxx',
  csharp: 'cs',
  css: 'css',
  dart: 'dart',
  diff: 'diff patch',
  dockerfile: 'dockerfile',
  dos: 'bat cmd',
  fsharp: 'fs',
  go: 'go',
  graphql: 'graphql',
  groovy: 'groovy gradle jenkinsfile',
  ini: 'ini toml conf cfg editorconfig',
  java: 'java',
  javascript: 'js mjs cjs jsx',
  json: 'json jsonc geojson webmanifest sarif map ipynb avsc har ndjson jsonl',
  kotlin: 'kt kts',
  less: 'less',
  lua: 'lua',
  makefile: 'makefile mk',
  markdown: 'md markdown mkd',
  objectivec: 'm',
  perl: 'pl',
  php: 'php',
  powershell: 'ps1 psm1',
  properties: 'properties',
  protobuf: 'proto',
  python: 'py pyi',
  r: 'r',
  ruby: 'rb',
  rust: 'rs',
  scala: 'scala',
  scss: 'scss',
  sql: 'sql',
  swift: 'swift',
  typescript: 'ts mts cts tsx',
  vbnet: 'vb',
  xml: `xml html htm xhtml svg trx xsd xsl xslt pom csproj fsproj vbproj props
    targets nuspec config plist resx wsdl rss atom vue svelte`,
  yaml: 'yaml yml',
};

const BY_EXTENSION = new Map(
  Object.entries(LANGUAGES).flatMap(([language, extensions]) =>
    extensions.split(/\s+/).map(extension => [extension, language] as const),
  ),
);

/** The language to highlight a file as, by its name. */
export function languageOf(name: string): string | undefined {
  return BY_EXTENSION.get(extensionOf(name) || name.toLowerCase());
}
