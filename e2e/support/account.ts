// An AWS account in which nothing is, as far as plans ask. It changes nothing: it keeps what it was asked to change.
import { type IncomingMessage, type Server as HttpServer, type ServerResponse, createServer } from "node:http";
import { type AddressInfo } from "node:net";

import { type Json, type Members } from "./documents.ts";
import { type Variables } from "./server.ts";

/** What each read answers, by the last part of its `X-Amz-Target`. */
const ANSWERS: Record<string, [number, Members]> = {
  DescribeClusters: [200, { clusters: [], failures: [] }],
  DescribeServices: [400, { __type: "ClusterNotFoundException", message: "Cluster not found." }],
  DescribeTaskDefinition: [400, { __type: "ClientException", message: "Unable to describe task definition." }],
  ListTaskDefinitions: [200, { taskDefinitionArns: [] }],
  DescribeLogGroups: [200, { logGroups: [] }],
  DescribeScalableTargets: [200, { ScalableTargets: [] }],
};

export class EmptyAccount {
  static readonly ID = "123456789012";
  /** The calls that would have changed something. */
  readonly changes: string[] = [];

  private constructor(private readonly http: HttpServer) {}

  static async start(): Promise<EmptyAccount> {
    const http = createServer();
    const account = new EmptyAccount(http);
    http.on("request", (request, response) => account.answer(request, response));
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    return account;
  }

  /** What makes the server's AWS calls go here. */
  get variables(): Variables {
    return {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`,
      AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
      AWS_SECRET_ACCESS_KEY: "nothing secret",
      AWS_EC2_METADATA_DISABLED: "true",
    };
  }

  async stop(): Promise<void> {
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = "";
    for await (const chunk of request) body += chunk;
    const action = String(request.headers["x-amz-target"] ?? "").split(".").pop() ?? "";
    if (action in ANSWERS) {
      const [status, answer] = ANSWERS[action];
      return send(response, status, "application/x-amz-json-1.1", JSON.stringify(answer satisfies Json));
    }
    if (body.includes("Action=GetCallerIdentity")) {
      return send(response, 200, "text/xml", identity());
    }
    this.changes.push(action || body);
    send(response, 400, "application/x-amz-json-1.1", JSON.stringify({ __type: "AccessDeniedException", message: "no" }));
  }
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { "content-type": type }).end(body);
}

function identity(): string {
  const arn = `arn:aws:sts::${EmptyAccount.ID}:assumed-role/tester/test`;
  const result = `<Arn>${arn}</Arn><UserId>AROAEXAMPLE:test</UserId><Account>${EmptyAccount.ID}</Account>`;
  return `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>${result}</GetCallerIdentityResult></GetCallerIdentityResponse>`;
}
