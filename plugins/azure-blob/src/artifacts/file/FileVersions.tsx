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

import { RiDownload2Line, RiLinkM } from '@remixicon/react';
import { ButtonIcon, Link, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  AzureBlobDetails,
  AzureBlobVersion,
} from 'backstage-plugin-azure-blob-common';
import {
  formatAbsoluteTime,
  formatBytes,
  RelativeTime,
  useUrlState,
} from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import { Downloads } from '../downloads';
import { CopyItems } from '../folder/useCopyItems';
import styles from './FileVersions.module.css';

/** Props of {@link FileVersions}. */
export interface FileVersionsProps {
  details: AzureBlobDetails;
  /** The one that is shown; the current one where it is left out. */
  version: string | undefined;
  downloads: Downloads;
  copy: CopyItems;
}

/** What a file was before, as far as the account keeps it. */
export function FileVersions(props: FileVersionsProps) {
  const { details, version } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const kept = details.versions ?? [];
  if (kept.length === 0) {
    return (
      <Text as="p" color="secondary" style={{ margin: 0 }}>
        {t('files.versions.none')}
      </Text>
    );
  }
  // An account that keeps snapshots only lists none that is current.
  const hasCurrent = kept.some(({ isCurrent }) => isCurrent);
  const versions: ShownVersion[] = hasCurrent
    ? kept
    : [toCurrent(details, version), ...kept];
  return (
    <ul aria-label={t('files.versions.label')} className={styles.list}>
      {versions.map(item => (
        <VersionRow
          key={item.version ?? ''}
          {...props}
          item={item}
          isShown={
            version === undefined ? item.isCurrent : item.version === version
          }
        />
      ))}
    </ul>
  );
}

/** Of the current one nothing may be known but that it is there. */
type ShownVersion = Pick<AzureBlobVersion, 'kind' | 'isCurrent'> &
  Partial<AzureBlobVersion>;

function toCurrent(
  { lastModified, size }: AzureBlobDetails,
  version: string | undefined,
): ShownVersion {
  const known = version === undefined ? { lastModified, size } : undefined;
  return { kind: 'version', isCurrent: true, ...known };
}

function VersionRow(
  props: FileVersionsProps & { item: ShownVersion; isShown: boolean },
) {
  const { details, item, isShown, downloads, copy } = props;
  const { name, path } = details;
  const { version, kind, isCurrent, lastModified, size } = item;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const { hrefWith } = useUrlState();
  const current = t('files.versions.current');
  const when = lastModified ? formatAbsoluteTime(lastModified) : current;

  return (
    <li
      className={styles.row}
      data-shown={isShown}
      aria-current={isShown ? 'true' : undefined}
    >
      <Link
        href={hrefWith({
          version: isCurrent ? undefined : version,
          tab: undefined,
          entry: undefined,
        })}
      >
        {lastModified ? <RelativeTime time={lastModified} /> : current}
      </Link>
      <span>{size !== undefined && formatBytes(size)}</span>
      <span className={styles.marks}>
        {[
          isCurrent ? lastModified && current : t(`files.versions.${kind}`),
          isShown && t('files.versions.shown'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <ButtonIcon
        size="small"
        variant="tertiary"
        icon={<RiDownload2Line />}
        aria-label={t('files.versions.download', { when })}
        onPress={() =>
          downloads.start({
            ...{ name, path },
            version: isCurrent ? undefined : version,
          })
        }
      />
      <ButtonIcon
        size="small"
        variant="tertiary"
        icon={<RiLinkM />}
        aria-label={t('files.versions.copyLink', { when })}
        onPress={() => copy.links([{ ...details, version }])}
      />
    </li>
  );
}
