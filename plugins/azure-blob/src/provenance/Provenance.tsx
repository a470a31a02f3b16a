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

import { useCallback } from 'react';
import { Button, Skeleton, Text, VisuallyHidden } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  AzureBlobDetails,
  AzureBlobProvenance,
} from 'backstage-plugin-azure-blob-common';
import { azureBlobApiRef } from '../api';
import { CodeBlock, useRequest } from '../common';
import { ProblemLine } from '../diagnosis';
import { azureBlobTranslationRef } from '../translation';
import { Attestation } from './Attestation';
import { ProvenanceState } from './ProvenanceState';
import styles from './Provenance.module.css';

/** Props of {@link Provenance}. */
export interface ProvenanceProps {
  entityRef: string;
  location: string;
  details: AzureBlobDetails;
  /** `version` of an `AzureBlobVersion`; the current one where it is left out. */
  version?: string;
}

/** Shows what vouches for a file. */
export function Provenance(props: ProvenanceProps) {
  // Of a file that was replaced, another answer is due.
  return <ProvenanceOf key={props.details.etag} {...props} />;
}

function ProvenanceOf(props: ProvenanceProps) {
  const { entityRef, location, details, version } = props;
  const { path } = details;
  const api = useApi(azureBlobApiRef);
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const { value, error, isPending, retry } = useRequest(
    useCallback(
      signal =>
        api.getProvenance({ entityRef, location, path, version }, { signal }),
      [api, entityRef, location, path, version],
    ),
  );

  if (error !== undefined) {
    return (
      <div className={styles.root}>
        <ProblemLine error={error} isAdviceShown />
        <div>
          <Button variant="secondary" isPending={isPending} onPress={retry}>
            {t('provenance.again')}
          </Button>
        </div>
      </div>
    );
  }
  return value ? <Verdict provenance={value} /> : <Verifying />;
}

function Verdict({ provenance }: { provenance: AzureBlobProvenance }) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const { state, sha256, attestations } = provenance;
  return (
    <div className={styles.root}>
      <ProvenanceState state={state} />
      {sha256 && (
        <div>
          <Text as="h4" variant="body-small" color="secondary">
            {t('provenance.digest')}
          </Text>
          <CodeBlock
            code={sha256}
            label={t('provenance.copyDigest')}
            confirmation={t('provenance.digestCopied')}
          />
        </div>
      )}
      {attestations.length > 0 && (
        <ul
          className={styles.attestations}
          aria-label={t('provenance.attestations')}
        >
          {attestations.map((attestation, index) => (
            <li key={index}>
              <Attestation attestation={attestation} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Verifying() {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  return (
    <div className={styles.root} aria-busy>
      <VisuallyHidden role="status">{t('provenance.loading')}</VisuallyHidden>
      <Skeleton width="40%" height={24} />
      <Text as="p" variant="body-small" color="secondary">
        {t('provenance.loading')} {t('provenance.waiting')}
      </Text>
      <Skeleton width="100%" height={40} />
    </div>
  );
}
