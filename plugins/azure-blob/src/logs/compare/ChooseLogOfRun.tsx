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
import { Select, Text } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobRun } from 'backstage-plugin-azure-blob-common';
import { azureBlobApiRef } from '../../api';
import { toVisible } from '../../artifacts/names';
import { useRequest } from '../../common';
import { ProblemLine } from '../../diagnosis';
import { OtherRunForm, useOtherRuns } from '../../runs';
import { azureBlobTranslationRef } from '../../translation';
import { folderOf } from '../steps/folderOf';
import { isManifest } from '../steps/isManifest';
import { sortLogs } from '../steps/sortLogs';

const MAX_LOGS = 1000;

/** Props of {@link ChooseLogOfRun}. */
export interface ChooseLogOfRunProps {
  entityRef: string;
  location: string;
  /** The run of the log. */
  run: AzureBlobRun;
  /** The file of each run that is no log, below its folder. */
  manifest?: string;
  /** Of the log, relative to the scope. */
  path: string;
  /** Called with the path of the log to compare it with. */
  onChosen(path: string): void;
}

/** Chooses a log of another run, the same one at first. */
export function ChooseLogOfRun(props: ChooseLogOfRunProps) {
  const { entityRef, location, run, path, onChosen } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const [log, setLog] = useState<string>();
  const others = useOtherRuns(entityRef, location, run);
  const { base } = others;
  const { logs, error } = useLogsOf(props, base);
  const wanted = log ?? path.slice(run.id.length + 1);
  const relative = logs?.includes(wanted) ? wanted : logs?.[0];
  return (
    <OtherRunForm
      others={others}
      labels={{
        hint: t('logCompare.chooseHint'),
        find: t('logCompare.find'),
        submit: t('logCompare.submit'),
        cancel: t('logCompare.cancel'),
      }}
      isReady={base !== undefined && relative !== undefined}
      onSubmit={() => onChosen(`${base}/${relative}`)}
    >
      {Boolean(error) && <ProblemLine error={error} isAdviceShown />}
      {logs?.length === 0 && (
        <Text role="status">{t('logCompare.noLogs')}</Text>
      )}
      {logs && relative !== undefined && (
        <Select
          size="small"
          label={t('logCompare.log')}
          search
          options={logs.map(value => ({ value, label: toVisible(value) }))}
          selectedKey={relative}
          onSelectionChange={key => setLog(String(key))}
        />
      )}
    </OtherRunForm>
  );
}

/** The logs in the same folder of another run, relative to the run. */
function useLogsOf(
  { entityRef, location, run, manifest, path }: ChooseLogOfRunProps,
  base: string | undefined,
): { logs?: string[]; error?: unknown } {
  const api = useApi(azureBlobApiRef);
  const folder = folderOf(path.slice(run.id.length + 1));
  const { value, error } = useRequest(
    useCallback(
      async signal => {
        if (base === undefined) {
          return undefined;
        }
        const { items } = await api.listArtifacts(
          {
            ...{ entityRef, location, limit: MAX_LOGS },
            path: `${base}/${folder}`,
          },
          { signal },
        );
        return sortLogs(items)
          .filter(
            item =>
              item.kind === 'file' && !isManifest(item.path, base, manifest),
          )
          .map(item => item.path.slice(base.length + 1));
      },
      [api, entityRef, location, base, manifest, folder],
    ),
  );
  return { logs: value, error };
}
