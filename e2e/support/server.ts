// The real program, on a free port, with a database of its own.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const program = process.env.BAYPLAN_BIN ?? join(import.meta.dirname, "../../target/debug/bayplan");

export class Server {
  private constructor(
    readonly address: string,
    private readonly folder: string,
    private readonly child: ChildProcess,
  ) {}

  /** Starts a server on an empty database, or on that of an earlier one. */
  static async start(folder?: string): Promise<Server> {
    const own = folder ?? (await mkdtemp(join(tmpdir(), "bayplan-e2e-")));
    const args = ["serve", "--listen", "127.0.0.1:0", "--database", `sqlite:${join(own, "designs.db")}`];
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
    const address = await new Promise<string>((resolve, reject) => {
      let said = "";
      const read = (chunk: Buffer) => {
        said += chunk.toString();
        const found = /Bayplan is at (http:\/\/\S+)/.exec(said);
        if (found) resolve(found[1].replace(/\/$/, ""));
      };
      child.stdout?.on("data", read);
      child.stderr?.on("data", read);
      child.on("error", reject);
      child.on("exit", (code) => reject(new Error(`${program} ended with ${code}: ${said}`)));
    });
    return new Server(address, own, child);
  }

  /** Stops it as a machine that loses power would, and starts another on the same database. */
  async crashAndRestart(): Promise<Server> {
    await this.end("SIGKILL");
    return Server.start(this.folder);
  }

  async stop(): Promise<void> {
    await this.end("SIGTERM");
    await rm(this.folder, { recursive: true, force: true });
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.child.once("exit", resolve));
    this.child.kill(signal);
    await ended;
  }
}
