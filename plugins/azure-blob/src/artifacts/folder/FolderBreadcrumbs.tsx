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

import { RiArrowRightSLine } from '@remixicon/react';
import { Link } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { azureBlobTranslationRef } from '../../translation';
import { DisplayName } from '../names';
import styles from './FolderBreadcrumbs.module.css';

/** Props of {@link FolderBreadcrumbs}. */
export interface FolderBreadcrumbsProps {
  /** Ends with a slash, or is ''. */
  path: string;
  hrefTo(path: string | undefined): string;
}

/** The folders above, and the one that is open. */
export function FolderBreadcrumbs({ path, hrefTo }: FolderBreadcrumbsProps) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const crumbs = [
    { name: t('files.folder.root'), path: undefined },
    ...listFolders(path),
  ];
  return (
    <nav aria-label={t('files.folder.breadcrumbs')}>
      <ol className={styles.crumbs}>
        {crumbs.map((crumb, index) => (
          <li key={crumb.path ?? ''} className={styles.crumb}>
            {index > 0 && <RiArrowRightSLine size={16} aria-hidden />}
            {index === crumbs.length - 1 ? (
              <span className={styles.name} aria-current="page">
                <DisplayName name={crumb.name} />
              </span>
            ) : (
              <Link
                className={styles.name}
                href={hrefTo(crumb.path)}
                standalone
              >
                <DisplayName name={crumb.name} />
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

function listFolders(path: string): { name: string; path: string }[] {
  const names = path.split('/').slice(0, -1);
  return names.map((name, index) => ({
    name,
    path: `${names.slice(0, index + 1).join('/')}/`,
  }));
}
