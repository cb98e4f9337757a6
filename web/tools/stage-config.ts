import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'vite';

type Stack = { aws_endpoint: string; staff_pool: { id: string; client_id: string } };

/** The settings of a stage that the site reads from /config.json, out of a stack's descriptor. */
export function stageConfig(stack: Stack) {
  const region = stack.staff_pool.id.split('_')[0];
  return {
    staff: {
      issuer: `https://cognito-idp.${region}.amazonaws.com/${stack.staff_pool.id}`,
      authorization_endpoint: `${stack.aws_endpoint}/oauth2/authorize`,
      token_endpoint: `${stack.aws_endpoint}/oauth2/token`,
      end_session_endpoint: `${stack.aws_endpoint}/logout`,
      client_id: stack.staff_pool.client_id,
    },
  };
}

/** Serves /config.json while developing, as the stage does later; the build itself holds none. Without a stack: 404. */
export function serveStageConfig(descriptor: string): Plugin {
  const answer = (_: IncomingMessage, response: ServerResponse): void => {
    if (!existsSync(descriptor)) return void response.writeHead(404).end();
    const stack = JSON.parse(readFileSync(descriptor, 'utf8')) as Stack;
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(stageConfig(stack)));
  };
  return {
    name: 'stage-config',
    configureServer: (server) => void server.middlewares.use('/config.json', answer),
    configurePreviewServer: (server) => void server.middlewares.use('/config.json', answer),
  };
}
