// The real program, on a free port, with a database of its own.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const program = process.env.BAYPLAN_BIN ?? join(import.meta.dirname, "../../target/debug/bayplan");

export class Server {
  private constructor(
    private readonly folder: string,
    private readonly variables: Variables,
    private readonly options: string[],
    private running: Running,
  ) {}

  /** Where it is now; another place after `crashAndRestart`. */
  get address(): string {
    return this.running.address;
  }

  /** What makes the first owner; empty where there are no accounts, or there is an owner. */
  get ownerLink(): string {
    return this.running.ownerLink;
  }

  /** Starts a server on an empty database, with these environment variables and options besides its own. */
  static async start(variables: Variables = {}, options: string[] = []): Promise<Server> {
    const folder = await mkdtemp(join(tmpdir(), "bayplan-e2e-"));
    return new Server(folder, variables, options, await run(folder, "127.0.0.1:0", variables, options));
  }

  /** The same for a team: people have accounts. */
  static startForTeam(variables: Variables = {}, options: string[] = []): Promise<Server> {
    return Server.start(variables, ["--url", "http://127.0.0.1:0", ...options]);
  }

  /** Stops it as a machine that loses power would. */
  async crash(): Promise<void> {
    await end(this.running.child, "SIGKILL");
  }

  /** Starts it again at the same address, on the same database. */
  async restart(): Promise<void> {
    this.running = await run(this.folder, new URL(this.address).host, this.variables, this.options);
  }

  /** Stops it as a machine that loses power would, and starts it on the same database at another address. */
  async crashAndRestart(): Promise<void> {
    await this.crash();
    this.running = await run(this.folder, "127.0.0.1:0", this.variables, this.options);
  }

  async stop(): Promise<void> {
    await end(this.running.child, "SIGTERM");
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Environment variables. */
export type Variables = Record<string, string>;

type Running = { address: string; ownerLink: string; child: ChildProcess };

async function run(folder: string, listen: string, variables: Variables, options: string[]): Promise<Running> {
  const args = ["serve", "--listen", listen, "--database", `sqlite:${join(folder, "designs.db")}`, ...options];
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...variables } });
  const started = await new Promise<Omit<Running, "child">>((resolve, reject) => {
    let said = "";
    const read = (chunk: Buffer) => {
      said += chunk.toString();
      const found = /Bayplan is at (http:\/\/\S+)/.exec(said);
      const ownerLink = /become the owner: (\S+)/.exec(said)?.[1] ?? "";
      if (found) resolve({ address: found[1].replace(/\/$/, ""), ownerLink });
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`${program} ended with ${code}: ${said}`)));
  });
  return { ...started, child };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  await ended;
}
