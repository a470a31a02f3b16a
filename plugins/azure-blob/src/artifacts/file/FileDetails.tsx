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

import { ReactNode } from 'react';
import { RiFileCopyLine } from '@remixicon/react';
import { ButtonIcon, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobDetails } from 'backstage-plugin-azure-blob-common';
import {
  formatAbsoluteTime,
  formatBytes,
  formatMd5,
  formatNumber,
  useCopy,
} from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import { RetentionHint } from '../folder/RetentionHint';
import { DisplayName, toVisible } from '../names';
import styles from './FileDetails.module.css';

/** Everything that is known of a file without reading it. */
export function FileDetails({ details }: { details: AzureBlobDetails }) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const { size, contentType, createdAt, accessTier, retention } = details;
  const md5 = details.contentMd5 ? formatMd5(details.contentMd5) : '';
  const checksums = [
    { label: 'SHA-256', value: details.sha256 ?? '' },
    { label: 'MD5', value: md5 },
  ].filter(({ value }) => value !== '');
  const metadata = Object.entries(details.metadata);

  return (
    <div className={styles.details}>
      <List title={t('files.details.properties')}>
        <Fact label={t('files.details.path')} copied={details.path} isCode>
          <DisplayName name={details.path} />
        </Fact>
        <Fact label={t('files.details.size')}>
          {t('files.details.bytes', {
            size: formatBytes(size),
            number: formatNumber(size),
          })}
        </Fact>
        {contentType && (
          <Fact label={t('files.details.contentType')}>
            {toVisible(contentType)} ({t('files.details.contentTypeHint')})
          </Fact>
        )}
        <Fact label={t('files.details.modified')}>
          {formatAbsoluteTime(details.lastModified)}
        </Fact>
        {createdAt && (
          <Fact label={t('files.details.created')}>
            {formatAbsoluteTime(createdAt)}
          </Fact>
        )}
        <Fact label={t('files.details.etag')} isCode>
          {details.etag}
        </Fact>
        {accessTier && (
          <Fact label={t('files.details.tier')}>{accessTier}</Fact>
        )}
        <Fact label={t('files.details.retention')}>
          {retention ? (
            <>
              <RetentionHint retention={retention} />
              {'. '}
              {t('files.retention.rule', {
                when: formatAbsoluteTime(retention.at),
                rule: toVisible(retention.rule),
              })}
            </>
          ) : (
            t('files.details.noRetention')
          )}
        </Fact>
      </List>
      <List
        title={t('files.details.checksums')}
        nothing={t('files.details.noChecksums')}
      >
        {checksums.map(({ label, value }) => (
          <Fact key={label} label={label} copied={value} isCode>
            {value}
          </Fact>
        ))}
      </List>
      <List
        title={t('files.details.metadata')}
        nothing={t('files.details.noMetadata')}
      >
        {metadata.map(([key, value]) => (
          <Fact key={key} label={toVisible(key)} copied={value} isCode>
            <DisplayName name={value} />
          </Fact>
        ))}
      </List>
    </div>
  );
}

function List(props: {
  title: string;
  nothing?: string;
  children: ReactNode[];
}) {
  const { title, nothing, children } = props;
  return (
    <section>
      <Text as="h3" variant="body-medium" weight="bold">
        {title}
      </Text>
      {children.length === 0 ? (
        <Text as="p" color="secondary" style={{ margin: 0 }}>
          {nothing}
        </Text>
      ) : (
        <dl className={styles.list}>{children}</dl>
      )}
    </section>
  );
}

function Fact(props: {
  label: string;
  /** What its button copies, where it has one. */
  copied?: string;
  isCode?: boolean;
  children: ReactNode;
}) {
  const { label, copied, isCode, children } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const copy = useCopy();
  return (
    <div className={styles.fact}>
      <dt>{label}</dt>
      <dd>
        <span className={styles.value} data-code={isCode}>
          {children}
        </span>
        {copied !== undefined && (
          <ButtonIcon
            size="small"
            variant="tertiary"
            icon={<RiFileCopyLine />}
            aria-label={t('files.details.copy', { label })}
            onPress={() => copy(copied, t('files.details.copied', { label }))}
          />
        )}
      </dd>
    </div>
  );
}
