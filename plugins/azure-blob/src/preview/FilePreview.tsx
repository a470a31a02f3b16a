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

import { ComponentType, lazy, Suspense } from 'react';
import { BinaryPreview, EmptyPreview } from './EmptyPreview';
import { PreviewSkeleton, PreviewTarget } from './frame';
import { detectKind, PreviewKind } from './kind';
import { PreviewFile } from './open';
import { PreviewFrame } from './PreviewFrame';
import { SourceView } from './text';

type Preview = ComponentType<{ file: PreviewFile }>;

const PREVIEWS: Record<PreviewKind, Preview> = {
  archive: lazily(async () => (await import('./archive')).ArchivePreview),
  binary: BinaryPreview,
  cobertura: lazily(
    async () => (await import('./coverageReport')).CoberturaPreview,
  ),
  csv: lazily(async () => (await import('./csv')).CsvPreview),
  cycloneDxJson: lazilySbom('cycloneDxJson'),
  cycloneDxXml: lazilySbom('cycloneDxXml'),
  empty: EmptyPreview,
  html: lazily(async () => (await import('./html')).HtmlPreview),
  image: lazily(async () => (await import('./image')).ImagePreview),
  json: lazily(async () => (await import('./tree')).JsonPreview),
  junit: lazily(async () => (await import('./results')).JunitPreview),
  lcov: lazily(async () => (await import('./coverageReport')).LcovPreview),
  markdown: lazily(async () => (await import('./markdown')).MarkdownPreview),
  pdf: lazily(async () => (await import('./pdf')).PdfPreview),
  spdxJson: lazilySbom('spdxJson'),
  spdxTag: lazilySbom('spdxTag'),
  svg: lazily(async () => (await import('./image')).SvgPreview),
  text: SourceView,
  trx: lazily(async () => (await import('./results')).TrxPreview),
  yaml: lazily(async () => (await import('./tree')).YamlPreview),
};

/** Props of {@link FilePreview}. */
export type FilePreviewProps = PreviewTarget;

/** Shows what is in a file, or in the member of it that the URL names. */
export function FilePreview(props: FilePreviewProps) {
  return (
    <PreviewFrame target={props}>
      {file => {
        const Kind = PREVIEWS[detectKind(file.name, file.head)];
        return (
          <Suspense fallback={<PreviewSkeleton name={file.name} />}>
            <Kind file={file} />
          </Suspense>
        );
      }}
    </PreviewFrame>
  );
}

/** Loads the code of a kind when the first file of it is opened. */
function lazily(load: () => Promise<Preview>): Preview {
  return lazy(async () => ({ default: await load() }));
}

function lazilySbom(
  format: 'cycloneDxJson' | 'cycloneDxXml' | 'spdxJson' | 'spdxTag',
): Preview {
  return lazily(async () => {
    const { SbomPreview } = await import('./sbom');
    return ({ file }) => <SbomPreview file={file} format={format} />;
  });
}
