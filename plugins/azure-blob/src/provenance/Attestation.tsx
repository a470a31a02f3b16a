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

import { ReactNode } from 'react';
import { RiCheckboxCircleFill, RiCloseCircleFill } from '@remixicon/react';
import { Link, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobAttestation } from 'backstage-plugin-azure-blob-common';
import { DisplayName } from '../artifacts/names';
import { RelativeTime } from '../common';
import { azureBlobTranslationRef } from '../translation';
import styles from './Provenance.module.css';

type Fact =
  | 'repository'
  | 'commit'
  | 'ref'
  | 'signedAt'
  | 'signer'
  | 'issuer'
  | 'predicateType'
  | 'path';

/** One attestation, and who says what in it. */
export function Attestation(props: { attestation: AzureBlobAttestation }) {
  const { attestation } = props;
  const { state, problem, signedAt } = attestation;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const holds = state === 'verified';
  const Icon = holds ? RiCheckboxCircleFill : RiCloseCircleFill;
  const facts: [Fact, ReactNode][] = [['path', named(attestation.path)]];
  if (holds) {
    // What an attestation says that does not hold is anybody's claim.
    facts.unshift(
      ['repository', linked(attestation.repository)],
      ['commit', named(attestation.commit)],
      ['ref', named(attestation.ref)],
      ['signedAt', signedAt && <RelativeTime time={signedAt} />],
      ['signer', linked(attestation.signer)],
      ['issuer', linked(attestation.issuer)],
      ['predicateType', linked(attestation.predicateType)],
    );
  }
  return (
    <div className={styles.attestation} data-state={state}>
      <Text as="p" weight="bold">
        <Icon size={16} aria-hidden />{' '}
        {holds ? t('provenance.holds') : t('provenance.doesNotHold')}
      </Text>
      {problem && <p>{problem}</p>}
      <dl className={styles.facts}>
        {facts
          .filter(([, value]) => value)
          .map(([fact, value]) => (
            <div key={fact} className={styles.fact}>
              <dt>{t(`provenance.fact.${fact}`)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </div>
  );
}

function named(text: string | undefined): ReactNode {
  return text && <DisplayName name={text} />;
}

/** Only https leads out of here; all else is shown as text. */
function linked(text: string | undefined): ReactNode {
  return text && isHttps(text) ? (
    <Link href={text} target="_blank" rel="noopener noreferrer">
      {named(text)}
    </Link>
  ) : (
    named(text)
  );
}

function isHttps(text: string): boolean {
  return text.startsWith('https://') && URL.canParse(text);
}
