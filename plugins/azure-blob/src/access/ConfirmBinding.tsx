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

import { useState } from 'react';
import { Button } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { azureBlobApiRef } from '../api';
import { useNotify } from '../common';
import { describeProblem, useExplainProblem } from '../diagnosis';
import { azureBlobTranslationRef } from '../translation';

/** Props of {@link ConfirmBinding}. */
export interface ConfirmBindingProps {
  entityRef: string;
  location: string;
  onConfirmed(): void;
}

/** Confirms that an entity rightly took over its storage. */
export function ConfirmBinding(props: ConfirmBindingProps) {
  const { entityRef, location, onConfirmed } = props;
  const api = useApi(azureBlobApiRef);
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const explain = useExplainProblem();
  const notify = useNotify();
  const [isPending, setPending] = useState(false);

  const confirm = async () => {
    setPending(true);
    try {
      await api.confirmBinding({ entityRef, location });
      notify({ title: t('access.takeOver.confirmed'), status: 'success' });
      onConfirmed();
    } catch (error) {
      const { title, advice } = explain(describeProblem(error));
      notify({
        title: t('access.takeOver.failed'),
        description: `${title} ${advice}`,
        status: 'danger',
      });
    } finally {
      setPending(false);
    }
  };

  return (
    <Button
      size="medium"
      variant="secondary"
      isPending={isPending}
      onPress={confirm}
    >
      {t('access.takeOver.confirm')}
    </Button>
  );
}
