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

import { RiFileCopyLine } from '@remixicon/react';
import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCopy } from '../common';
import { azureBlobTranslationRef } from '../translation';
import { formatProblem, Problem } from './describeProblem';

/** Copies what a support case needs, and no secret. */
export function CopyDetailsButton({ problem }: { problem: Problem }) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const copy = useCopy();
  return (
    <Button
      size="medium"
      variant="secondary"
      iconStart={<RiFileCopyLine />}
      onPress={() => copy(formatProblem(problem), t('access.detailsCopied'))}
    >
      {t('access.copyDetails')}
    </Button>
  );
}
