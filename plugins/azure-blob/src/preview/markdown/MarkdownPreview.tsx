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

import { useEffect, useMemo, useState } from 'react';
import Markdown, { Components } from 'react-markdown';
import { Link as RouterLink } from 'react-router-dom';
import remarkGfm from 'remark-gfm';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { toVisible } from '../../artifacts/names';
import { useUrlState } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import { ParsedPreview, ScrollRegion } from '../frame';
import { PreviewFile } from '../open';
import { useRunRoot } from '../useRunRoot';
import { resolveMarkdownLink } from './resolveMarkdownLink';
import { splitMarkdown } from './splitMarkdown';
import styles from './MarkdownPreview.module.css';

const LIMIT = 512 * 1024;
const PLUGINS = [remarkGfm];

/** A markdown text as it is meant to be read; nothing in it is HTML. */
export function MarkdownPreview({ file }: { file: PreviewFile }) {
  return (
    <ParsedPreview file={file} kind="markdown" limit={LIMIT} parse={split}>
      {sections => <MarkdownText file={file} sections={sections} />}
    </ParsedPreview>
  );
}

async function split(text: string): Promise<string[]> {
  return splitMarkdown(text);
}

function MarkdownText(props: { file: PreviewFile; sections: string[] }) {
  const { file, sections } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const [shown, setShown] = useState(1);
  const components = useComponents(file);

  useEffect(() => {
    if (shown >= sections.length) {
      return undefined;
    }
    const timer = setTimeout(() => setShown(count => count + 1));
    return () => clearTimeout(timer);
  }, [shown, sections]);

  const parts = useMemo(
    () =>
      sections.map((section, index) => (
        <div key={index} className={styles.section}>
          <Markdown
            components={components}
            remarkPlugins={PLUGINS}
            skipHtml
            // Each link is decided about where it is shown.
            urlTransform={url => url}
          >
            {section}
          </Markdown>
        </div>
      )),
    [sections, components],
  );
  return (
    <ScrollRegion
      className={styles.text}
      label={t('preview.content', { name: toVisible(file.name) })}
    >
      {parts.slice(0, shown)}
      {shown < sections.length && <p>{t('preview.markdown.more')}</p>}
    </ScrollRegion>
  );
}

function useComponents(file: PreviewFile): Components {
  const root = useRunRoot(file);
  const { hrefWith } = useUrlState();
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const { path, request } = file;
  return useMemo(
    () => ({
      a: ({ href = '', children }) => {
        const link = resolveMarkdownLink(href, path, root);
        if (link?.kind === 'external') {
          return (
            <a
              href={link.href}
              title={link.href}
              target="_blank"
              rel="noopener noreferrer"
            >
              {children}
            </a>
          );
        }
        if (link?.kind === 'file') {
          const parameter = request.entry === undefined ? 'file' : 'entry';
          const to = hrefWith({ [parameter]: link.path, line: undefined });
          return <RouterLink to={to}>{children}</RouterLink>;
        }
        return <span>{children}</span>;
      },
      // A picture would tell its site who reads this, and when.
      img: ({ alt, src }) => (
        <span className={styles.picture}>
          {t('preview.markdown.image', { name: alt || String(src ?? '') })}
        </span>
      ),
      // A heading that says nothing is none.
      th: ({ children, style }) =>
        children ? <th style={style}>{children}</th> : <td />,
      input: ({ checked }) => <span aria-hidden>{checked ? '☑ ' : '☐ '}</span>,
    }),
    [path, root, request, hrefWith, t],
  );
}
