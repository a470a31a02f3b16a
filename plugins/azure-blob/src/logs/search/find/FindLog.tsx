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

import { RiSearchLine } from '@remixicon/react';
import { Button, Skeleton, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  AzureBlobLogQuery,
  AzureBlobRun,
} from 'backstage-plugin-azure-blob-common';
import { toVisible } from '../../../artifacts/names';
import { Notice, useUrlState } from '../../../common';
import { ProblemLine } from '../../../diagnosis';
import { azureBlobTranslationRef } from '../../../translation';
import { SINCE_RUNS } from '../runs/LogsSearchScope';
import { FindLogState } from './useFindLog';

/** Props of {@link FindLog}. */
export interface FindLogProps {
  search: FindLogState;
  query: AzureBlobLogQuery | undefined;
  run?: AzureBlobRun;
}

/** Says how looking for the log that has something in it goes. */
export function FindLog({ search, query, run }: FindLogProps) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const { update } = useUrlState();
  const q = toVisible(query?.q ?? '').slice(0, 120);
  if (search.state === 'looking') {
    return (
      <div aria-busy>
        <Text as="p" role="status" style={{ margin: 0 }}>
          {t(run ? 'logsSearch.looking' : 'logsSearch.lookingFolder', { q })}
        </Text>
        <Skeleton width="100%" height={240} />
      </div>
    );
  }
  if (search.state === 'failed') {
    return <ProblemLine error={search.error} isAdviceShown />;
  }
  return search.state === 'notFound' ? (
    <Notice
      icon={<RiSearchLine />}
      title={t(run ? 'logsSearch.notFound' : 'logsSearch.notFoundFolder', {
        q,
      })}
      actions={
        run && (
          <Button
            variant="secondary"
            size="medium"
            onPress={() => update({ runs: String(SINCE_RUNS), until: run.id })}
          >
            {t('logsSearch.lookBack', { number: String(SINCE_RUNS) })}
          </Button>
        )
      }
    >
      <Text as="p" style={{ margin: 0 }}>
        {t(
          run ? 'logsSearch.notFoundAdvice' : 'logsSearch.notFoundAdviceFolder',
        )}
      </Text>
    </Notice>
  ) : null;
}
