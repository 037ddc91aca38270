// A real OpenID Connect provider on this machine, and a team's server that signs people in with it.
import { type IncomingMessage, type Server as HttpServer, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";

import Provider from "oidc-provider";

import { Server } from "./server.ts";
import { test as base } from "./team.ts";

const CLIENT = "bayplan";
const SECRET = "a secret of the browser tests";

/** Somebody with an account at the provider: `ada` is Ada, with ada@provider.example. */
const claims = (id: string) => ({
  sub: id,
  name: id[0].toUpperCase() + id.slice(1),
  email: `${id}@provider.example`,
  email_verified: !id.startsWith("unverified"),
});

const PAGE = `<!doctype html><title>Provider</title><h1>Who are you?</h1>
<form method="post"><label>Account <input name="login"></label><button>Continue</button></form>
<form method="post"><button>Cancel</button></form>`;

export class OidcProvider {
  private answer: (request: IncomingMessage, response: ServerResponse) => void = () => {};

  private constructor(
    private http: HttpServer,
    private readonly port: number,
  ) {}

  /** Another site than the server's: its cookies and ours have nothing to do with each other. */
  get issuer(): string {
    return `http://localhost:${this.port}`;
  }

  static async start(): Promise<OidcProvider> {
    const http = createServer();
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    const provider = new OidcProvider(http, (http.address() as AddressInfo).port);
    http.on("request", (request, response) => provider.answer(request, response));
    return provider;
  }

  /** Registers the one client. */
  register(redirect: string): void {
    const client = { client_id: CLIENT, client_secret: SECRET, redirect_uris: [redirect] };
    const provider = new Provider(this.issuer, {
      clients: [client],
      claims: { openid: ["sub"], profile: ["name"], email: ["email", "email_verified"] },
      cookies: { keys: ["a key of the browser tests"] },
      features: { devInteractions: { enabled: false } },
      findAccount: (_: unknown, id: string) => ({ accountId: id, claims: () => claims(id) }),
      interactions: { url: (_: unknown, interaction: { uid: string }) => `/interaction/${interaction.uid}` },
      // Whoever signs in agrees.
      async loadExistingGrant(context: any) {
        const { client, session, provider } = context.oidc;
        const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
        grant.addOIDCScope("openid profile email");
        await grant.save();
        return grant;
      },
    });
    const answer = provider.callback();
    this.answer = (request, response) => {
      // The browser asks every site for one.
      if (request.url === "/favicon.ico") return void response.writeHead(204).end();
      if (!request.url?.startsWith("/interaction/")) return void answer(request, response);
      if (request.method !== "POST") return void response.setHeader("content-type", "text/html").end(PAGE);
      void read(request).then((form) => {
        const accountId = form.get("login");
        const refused = { error: "access_denied", error_description: "The person cancelled" };
        return provider.interactionFinished(request, response, accountId ? { login: { accountId } } : refused);
      });
    };
  }

  /** From now on nobody reaches it. */
  async goDown(): Promise<void> {
    const closed = new Promise((resolve) => this.http.close(resolve));
    this.http.closeAllConnections();
    await closed;
  }

  /** It is there again, where it was. */
  async comeBack(): Promise<void> {
    this.http = createServer((request, response) => this.answer(request, response));
    await new Promise<void>((resolve) => this.http.listen(this.port, "127.0.0.1", resolve));
  }
}

async function read(request: IncomingMessage): Promise<URLSearchParams> {
  let body = "";
  for await (const chunk of request) body += chunk;
  return new URLSearchParams(body);
}

/** Playwright's test with a server for a team that signs people in with a provider. */
export const test = base.extend<{ provider: OidcProvider }>({
  provider: async ({}, use) => {
    const provider = await OidcProvider.start();
    await use(provider);
    await provider.goDown();
  },
  server: async ({ variables, provider }, use) => {
    const options = ["--oidc-issuer", provider.issuer, "--oidc-client-id", CLIENT];
    const server = await Server.startForTeam({ ...variables, BAYPLAN_OIDC_CLIENT_SECRET: SECRET }, options);
    provider.register(`${server.address}/api/oidc/callback`);
    await use(server);
    await server.stop();
  },
});
