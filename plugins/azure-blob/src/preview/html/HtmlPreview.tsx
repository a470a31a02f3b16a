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

import { useCallback } from 'react';
import { Link } from 'react-router-dom';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DisplayName, toVisible } from '../../artifacts/names';
import { useUrlState } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import { ParsedPreview } from '../frame';
import frame from '../frame/Preview.module.css';
import { PreviewFile } from '../open';
import { useRunRoot } from '../useRunRoot';
import { loadReport, Report } from './loadReport';
import styles from './HtmlPreview.module.css';

const LIMIT = 2 * 1024 * 1024;

/** A report in a frame that can do nothing, and knows nothing of the portal. */
export function HtmlPreview({ file }: { file: PreviewFile }) {
  const root = useRunRoot(file);
  const parse = useCallback(
    (text: string, signal: AbortSignal) => loadReport(text, file, root, signal),
    [file, root],
  );
  return (
    <ParsedPreview file={file} kind="html" limit={LIMIT} parse={parse}>
      {report => <ReportView report={report} file={file} />}
    </ParsedPreview>
  );
}

function ReportView({ report, file }: { report: Report; file: PreviewFile }) {
  const { html, skipped, pages } = report;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  return (
    <>
      <p className={frame.nothing}>
        {t('preview.html.safe')}
        {skipped > 0 && ` ${t('preview.html.skipped', { count: skipped })}`}
      </p>
      {pages.length > 0 && <ReportPages pages={pages} file={file} />}
      <iframe
        className={styles.frame}
        sandbox=""
        srcDoc={html}
        title={t('preview.html.frame', { name: toVisible(file.name) })}
        referrerPolicy="no-referrer"
      />
    </>
  );
}

/** Links in the frame lead nowhere; these lead to the same pages. */
function ReportPages({ pages, file }: { pages: string[]; file: PreviewFile }) {
  const { hrefWith } = useUrlState();
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1);
  const parameter = file.request.entry === undefined ? 'file' : 'entry';
  return (
    <details className={styles.pages}>
      <summary>
        {t('preview.html.pages')} ({pages.length})
      </summary>
      <ul>
        {pages.map(page => (
          <li key={page}>
            <Link to={hrefWith({ [parameter]: page, line: undefined })}>
              <DisplayName
                name={
                  page.startsWith(folder) ? page.slice(folder.length) : page
                }
              />
            </Link>
          </li>
        ))}
      </ul>
    </details>
  );
}
