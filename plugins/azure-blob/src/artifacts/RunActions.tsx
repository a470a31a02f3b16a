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

import { RiFileList3Line, RiLinkM } from '@remixicon/react';
import { ButtonIcon, ButtonLink, Tooltip, TooltipTrigger } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  AzureBlobAccess,
  AzureBlobRun,
} from 'backstage-plugin-azure-blob-common';
import { useCopyRunLink } from '../runs';
import { azureBlobLogsRouteRef } from '../routes';
import { azureBlobTranslationRef } from '../translation';
import { CompareWith } from './compare';

/** Props of {@link RunActions}. */
export interface RunActionsProps {
  access: AzureBlobAccess;
  entityRef: string;
  location: string;
  run: AzureBlobRun;
}

/** What can be done with a run as a whole. */
export function RunActions(props: RunActionsProps) {
  const { access, entityRef, location, run } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const copyLink = useCopyRunLink(entityRef, location);
  const logs = access.locations.find(
    ({ content, hasRuns }) => content === 'logs' && hasRuns,
  );
  const logsPath = useLogsPath();
  return (
    <>
      {logs && logsPath !== undefined && (
        <ButtonLink
          variant="secondary"
          iconStart={<RiFileList3Line />}
          href={`${logsPath}?${new URLSearchParams({
            location: logs.id,
            run: run.id,
          })}`}
        >
          {t('runs.header.logs')}
        </ButtonLink>
      )}
      <CompareWith entityRef={entityRef} location={location} run={run} />
      <TooltipTrigger>
        <ButtonIcon
          variant="secondary"
          icon={<RiLinkM />}
          aria-label={t('runs.header.copy')}
          onPress={() => copyLink({ run: run.id })}
        />
        <Tooltip>{t('runs.header.copy')}</Tooltip>
      </TooltipTrigger>
    </>
  );
}

/** `undefined` where the portal has no Logs tab. */
function useLogsPath(): string | undefined {
  try {
    return useRouteRef(azureBlobLogsRouteRef)();
  } catch {
    return undefined;
  }
}
