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

import { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { ErrorRequestHandler, Response } from 'express';
import { redact } from './redact';

/** What `httpAuth` throws: their messages are written for callers. */
const AUTH_ERRORS = ['AuthenticationError', 'NotAllowedError'];

/**
 * The one place that errors leave the plugin by. Only what is meant for the
 * caller passes, as plain fields: neither a stack nor a cause can follow.
 */
export function createErrorBoundary(options: {
  logger: LoggerService;
}): ErrorRequestHandler {
  const { logger } = options;
  return (error, req, res, next) => {
    const answer = toAnswer(error);
    if (answer.statusCode >= 500) {
      // The path itself may hold what opens something.
      const route = req.route?.path ?? 'request';
      logger.error(`${req.method} ${route} failed`, describe(error, res));
    }
    if (res.headersSent) {
      res.destroy();
      return;
    }
    setHeaders(res, answer, error);
    next(answer);
  };
}

function toAnswer(error: unknown) {
  const safe = toSafeError(error);
  const { name, message, statusCode } = safe;
  // Its own properties only: an Error would bring its stack along.
  return { ...safe, name, message, statusCode, stack: undefined };
}

function toSafeError(error: unknown): {
  name: string;
  message: string;
  statusCode: number;
} {
  if (error instanceof AzureBlobError) {
    return error;
  }
  if (error instanceof URIError) {
    return new AzureBlobError(
      'InvalidRequest',
      'The path of the URL is not percent-encoded UTF-8.',
    );
  }
  if (isError(error) && AUTH_ERRORS.includes(error.name)) {
    const { name, message } = error;
    return { name, message, statusCode: name === AUTH_ERRORS[0] ? 401 : 403 };
  }
  return {
    name: 'Error',
    message: 'Something went wrong in the portal. It has been logged.',
    statusCode: 500,
  };
}

function setHeaders(
  res: Response,
  { statusCode }: { statusCode: number },
  error: unknown,
): void {
  const shown = error instanceof AzureBlobError ? error : undefined;
  if (statusCode === 401) {
    res.set('WWW-Authenticate', toChallenge(shown));
  }
  if (shown?.retryAfterSeconds !== undefined) {
    res.set('Retry-After', `${shown.retryAfterSeconds}`);
  }
  if (statusCode === 416 && shown?.blobSize !== undefined) {
    res.set('Content-Range', `bytes */${shown.blobSize}`);
  }
}

function toChallenge(error: AzureBlobError | undefined): string {
  if (error?.code !== 'InteractionRequired') {
    return 'Bearer';
  }
  const claims = Buffer.from(error.claims ?? '{}', 'utf8').toString('base64');
  return `Bearer error="insufficient_claims", claims="${claims}"`;
}

function describe(error: unknown, res: Response) {
  const requestId = String(res.getHeader('X-Request-Id'));
  if (!isError(error)) {
    return { requestId, reason: 'something was thrown that is no error' };
  }
  const { cause } = error;
  return {
    requestId,
    code: error instanceof AzureBlobError ? error.code : 'Unexpected',
    reason: redact(`${error.name}: ${error.message}`),
    ...(isError(cause) && { cause: redact(`${cause.name}: ${cause.message}`) }),
    ...(!(error instanceof AzureBlobError) && {
      trace: redact(error.stack ?? ''),
    }),
  };
}
