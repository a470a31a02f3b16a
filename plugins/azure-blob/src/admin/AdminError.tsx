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

import { useMemo } from 'react';
import { RiErrorWarningLine } from '@remixicon/react';
import { Button, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Notice } from '../common';
import {
  CopyDetailsButton,
  describeProblem,
  useExplainProblem,
} from '../diagnosis';
import { azureBlobTranslationRef } from '../translation';

/** Props of {@link AdminError}. */
export interface AdminErrorProps {
  error: unknown;
  onRetry(): void;
}

/** Explains why the state of the installation cannot be shown. */
export function AdminError({ error, onRetry }: AdminErrorProps) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const problem = useMemo(() => describeProblem(error), [error]);
  const { title, advice } = useExplainProblem()(problem);
  return (
    <Notice
      tone="danger"
      icon={<RiErrorWarningLine />}
      title={title}
      actions={
        <>
          <Button size="medium" variant="secondary" onPress={onRetry}>
            {t('access.retry')}
          </Button>
          <CopyDetailsButton problem={problem} />
        </>
      }
    >
      <Text as="p" style={{ margin: 0 }}>
        {advice}
      </Text>
      <Text as="p" variant="body-small" color="secondary" style={{ margin: 0 }}>
        {t('access.code')}: {problem.code}
      </Text>
    </Notice>
  );
}
