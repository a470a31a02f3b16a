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

/** Groups of kinds that an extension alone can tell apart. */
export type ExtensionKind =
  | 'archive'
  | 'csv'
  | 'html'
  | 'image'
  | 'json'
  | 'lcov'
  | 'markdown'
  | 'pdf'
  | 'spdxTag'
  | 'svg'
  | 'text'
  | 'xml'
  | 'yaml';

const EXTENSIONS: Record<ExtensionKind, string> = {
  archive:
    'zip jar war ear aar nupkg snupkg whl vsix tar tgz tar.gz apk xpi egg crx',
  csv: 'csv tsv',
  html: 'html htm xhtml',
  image: 'png jpg jpeg gif webp avif bmp ico',
  json: 'json jsonc geojson webmanifest sarif map ipynb avsc har',
  lcov: 'info lcov',
  markdown: 'md markdown mkd',
  pdf: 'pdf',
  spdxTag: 'spdx',
  svg: 'svg',
  text: `txt log text out err diff patch sh bash zsh ps1 psm1 bat cmd js mjs cjs
    jsx ts mts cts tsx css scss less py pyi rb php java kt kts scala groovy
    gradle cs fs vb c h cc cpp hpp cxx m swift go rs dart lua pl r sql graphql
    proto ini toml properties env conf cfg tf tfvars hcl lock ndjson jsonl adoc
    rst tex vue svelte sha256 sha512 md5 sum asc pem crt sig dockerfile makefile
    bicep editorconfig gitignore`,
  xml: `xml trx xsd xsl xslt pom csproj fsproj vbproj props targets nuspec config
    plist resx wsdl rss atom`,
  yaml: 'yaml yml',
};

const KINDS = new Map(
  Object.entries(EXTENSIONS).flatMap(([kind, extensions]) =>
    extensions
      .split(/\s+/)
      .map(extension => [extension, kind as ExtensionKind] as const),
  ),
);

/** Files that have a name and no extension. */
const NAMES =
  /^(dockerfile|makefile|jenkinsfile|license|readme|notice|changelog|codeowners|lcov\.info)$/i;

/** The extension of a file name, in lower case; `''` where it has none. */
export function extensionOf(name: string): string {
  const lower = name.toLowerCase();
  if (lower.endsWith('.tar.gz')) {
    return 'tar.gz';
  }
  const dot = lower.lastIndexOf('.');
  return dot < 0 ? '' : lower.slice(dot + 1);
}

/** What the name of a file says that it is. */
export function readExtension(name: string): ExtensionKind | undefined {
  return (
    KINDS.get(extensionOf(name)) ?? (NAMES.test(name) ? 'text' : undefined)
  );
}
