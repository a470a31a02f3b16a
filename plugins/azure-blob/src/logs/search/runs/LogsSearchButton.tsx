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

import { forwardRef } from 'react';
import { RiStackLine } from '@remixicon/react';
import { Button, Tooltip, TooltipTrigger } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { azureBlobTranslationRef } from '../../../translation';

/** Props of {@link LogsSearchButton}. */
export interface LogsSearchButtonProps {
  className: string;
  /** What is going to be looked through. */
  hint: string;
  onPress(): void;
}

/** Leads to the search through many logs. */
export const LogsSearchButton = forwardRef<
  HTMLButtonElement,
  LogsSearchButtonProps
>(function LogsSearchOpener(props, ref) {
  const { className, hint, onPress } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  return (
    <TooltipTrigger>
      <Button
        ref={ref}
        size="small"
        variant="secondary"
        className={className}
        iconStart={<RiStackLine />}
        onPress={onPress}
      >
        {t('logsSearch.open')}
      </Button>
      <Tooltip>{hint}</Tooltip>
    </TooltipTrigger>
  );
});
