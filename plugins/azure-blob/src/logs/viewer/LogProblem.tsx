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

import { RiErrorWarningLine } from '@remixicon/react';
import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Notice } from '../../common';
import { describeProblem, useExplainProblem } from '../../diagnosis';
import { azureBlobTranslationRef } from '../../translation';

/** Props of {@link LogProblem}. */
export interface LogProblemProps {
  error: unknown;
  onRetry(): void;
}

/** Says what went wrong with a log that is shown on its own. */
export function LogProblem({ error, onRetry }: LogProblemProps) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const problem = describeProblem(error);
  return (
    <Notice
      icon={<RiErrorWarningLine />}
      tone="danger"
      title={useExplainProblem()(problem).title}
      actions={
        <Button variant="secondary" onPress={onRetry}>
          {t('logs.viewer.retry')}
        </Button>
      }
    />
  );
}
