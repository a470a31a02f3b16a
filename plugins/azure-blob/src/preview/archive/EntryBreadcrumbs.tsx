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

import { Link } from 'react-router-dom';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DisplayName } from '../../artifacts/names';
import { useUrlState } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import { usePreviewTarget } from '../frame';
import styles from '../frame/Preview.module.css';

/** Where in an archive one is, and the way back to the list. */
export function EntryBreadcrumbs({ entry }: { entry: string }) {
  const { hrefWith } = useUrlState();
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const { name } = usePreviewTarget().details;
  const segments = entry.split('/');
  return (
    <nav aria-label={t('preview.archive.path')}>
      <ol className={styles.crumbs}>
        <li>
          <Link to={hrefWith({ entry: undefined, line: undefined })}>
            <DisplayName name={name} />
          </Link>
        </li>
        {segments.map((segment, index) => (
          <li
            key={index}
            aria-current={index === segments.length - 1 ? 'page' : undefined}
          >
            <span aria-hidden>/ </span>
            <DisplayName name={segment} />
          </li>
        ))}
      </ol>
    </nav>
  );
}
