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

import { serializeError } from '@backstage/errors';
import { AzureBlobError } from './AzureBlobError';

describe('AzureBlobError', () => {
  it('should show its code and details, and never its cause', () => {
    const error = new AzureBlobError(
      'StorageRoleMissing',
      'Azure has not given you "Storage Blob Data Reader".',
      {
        cause: new Error('sig=secret'),
        missingRole: 'Storage Blob Data Reader',
        missingScope: 'contosobuilds/artifacts',
      },
    );

    expect(error).toMatchObject({ statusCode: 403, name: 'NotAllowedError' });
    expect(error.cause).toEqual(new Error('sig=secret'));
    const { stack, ...shown } = serializeError(error);
    expect(shown).toEqual({
      name: 'NotAllowedError',
      message: 'Azure has not given you "Storage Blob Data Reader".',
      code: 'StorageRoleMissing',
      statusCode: 403,
      missingRole: 'Storage Blob Data Reader',
      missingScope: 'contosobuilds/artifacts',
    });
  });
});
