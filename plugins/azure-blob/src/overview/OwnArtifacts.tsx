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

import { useCallback, useState } from 'react';
import { Button, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobErrorPanel } from '../access';
import { SkeletonRows, useUrlState } from '../common';
import { azureBlobTranslationRef } from '../translation';
import { NothingOwned } from './NothingOwned';
import { OwnFilter } from './OwnFilter';
import { OwnPages } from './OwnPages';
import { OwnTable } from './OwnTable';
import { useOwn } from './useOwn';
import styles from './OwnArtifacts.module.css';

interface Asking {
  entityRef: string;
  error: unknown;
}

/** The latest runs of all that somebody and her groups own. */
export function OwnArtifacts() {
  const { get, update } = useUrlState();
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const text = get('text');
  const { value, error, isPending, retry } = useOwn({
    text,
    cursor: get('cursor'),
  });
  // One sign-in is enough for all rows, and a new attempt is for all of them.
  const [asking, setAsking] = useState<Asking>();
  const [attempt, setAttempt] = useState(0);
  const onAsking = useCallback(
    (entityRef: string, reason: unknown) =>
      setAsking(known => known ?? { entityRef, error: reason }),
    [],
  );
  const goTo = (cursor: string | undefined) => update({ cursor });

  return (
    <>
      <Text as="h2" variant="title-x-small" weight="bold">
        {t('links.own')}
      </Text>
      {asking && (
        <AzureBlobErrorPanel
          entityRef={asking.entityRef}
          error={asking.error}
          content="artifacts"
          onRetry={() => {
            setAsking(undefined);
            setAttempt(attempt + 1);
          }}
        />
      )}
      <OwnFilter text={text} total={value?.total} />
      {error !== undefined && (
        <div className={styles.problem} role="alert">
          <Text>{t('overview.own.failed')}</Text>
          <Button variant="secondary" isPending={isPending} onPress={retry}>
            {t('overview.retry')}
          </Button>
        </div>
      )}
      {!value && error === undefined && <SkeletonRows height={44} />}
      {value?.items.length === 0 && (
        <NothingOwned
          text={text}
          onClear={() => update({ text: undefined, cursor: undefined })}
        />
      )}
      {value && value.items.length > 0 && (
        <>
          <OwnTable key={attempt} entities={value.items} onAsking={onAsking} />
          <OwnPages page={value} onGoTo={goTo} />
        </>
      )}
    </>
  );
}
