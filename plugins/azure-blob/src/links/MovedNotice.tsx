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

import { Alert, Button } from '@backstage/ui';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useUrlState } from '../common';
import { azureBlobTranslationRef } from '../translation';

/** What of the URL says that a permanent link was made under another name. */
export const MOVED_FROM = 'moved-from';

/** Tells whoever came by an old link what it is called now. */
export function MovedNotice({ entityRef }: { entityRef: string }) {
  const { get, update } = useUrlState();
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const from = readRef(get(MOVED_FROM));
  if (from === undefined || from === entityRef) {
    return null;
  }
  const name = parseEntityRef(entityRef).name;
  return (
    <Alert
      status="info"
      icon
      role="status"
      title={t('links.moved.title', { from, name })}
      description={t('links.moved.description')}
      customActions={
        <Button
          size="small"
          variant="tertiary"
          onPress={() => update({ [MOVED_FROM]: undefined }, { replace: true })}
        >
          {t('links.moved.dismiss')}
        </Button>
      }
    />
  );
}

/** Anybody can write a link: what is not the name of an entity is not shown. */
function readRef(text: string | undefined): string | undefined {
  try {
    const ref = stringifyEntityRef(parseEntityRef(text ?? ''));
    return /^[a-z0-9_.-]+:[a-z0-9_.-]+\/[a-z0-9_.-]+$/.test(ref)
      ? ref
      : undefined;
  } catch {
    return undefined;
  }
}
