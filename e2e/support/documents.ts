// Designs and task definitions that tests start from, and what the server has of them.
import { type APIRequestContext, expect } from "@playwright/test";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Members = { [key: string]: Json };

/** What the server keeps of a design. */
export type Stored = { id: string; counter: number; document: Members };

export async function create(request: APIRequestContext, document: Json): Promise<Stored> {
  const made = await request.post("/api/designs", { data: document });
  expect(made.status()).toBe(201);
  return stored(request, (await made.json()).id);
}

export async function stored(request: APIRequestContext, id: string): Promise<Stored> {
  const found = await request.get(`/api/designs/${id}`);
  expect(found.status()).toBe(200);
  return found.json();
}

/** A small design of one task definition, `web`, with one container. */
export function small(): Members {
  const app = { name: "app", image: "shop/app:1.4.2", essential: true, memory: 512 };
  return { name: "Before", taskDefinitions: { web: { family: "web", containerDefinitions: [app] } } };
}

/** `count` environment variables of about 40 bytes. */
export function variables(count: number): Members[] {
  return Array.from({ length: count }, (_, at) => ({ name: `SETTING_${at}`, value: `value-${at}` }));
}

/** A task definition of `containers` containers with `count` environment variables each: 10 and 120 make 64 kB. */
export function large(containers: number, count: number): Members {
  const container = (at: number): Members => ({
    name: `app-${at}`,
    image: `shop/app-${at}:1.4.2`,
    essential: at === 0,
    cpu: 128,
    memory: 512,
    portMappings: [{ name: `http-${at}`, containerPort: 8080 + at, protocol: "tcp", appProtocol: "http" }],
    environment: variables(count),
    healthCheck: { command: ["CMD-SHELL", `curl -f http://localhost:${8080 + at}/health`], interval: 30, timeout: 5 },
    logConfiguration: {
      logDriver: "awslogs",
      options: {
        "awslogs-group": "/ecs/shop",
        "awslogs-region": "eu-central-1",
        "awslogs-stream-prefix": `app-${at}`,
      },
    },
    ...(at > 0 && { dependsOn: [{ containerName: `app-${at - 1}`, condition: "START" }] }),
  });
  return {
    family: "large",
    requiresCompatibilities: ["FARGATE"],
    networkMode: "awsvpc",
    cpu: "2048",
    memory: "8192",
    executionRoleArn: "arn:aws:iam::123456789012:role/ecsTaskExecutionRole",
    containerDefinitions: Array.from({ length: containers }, (_, at) => container(at)),
  };
}

/** A task definition with a value for every kind of member. */
export function full(): Members {
  const container: Members = {
    name: "app",
    image: "shop/app:1.4.2",
    repositoryCredentials: { credentialsParameter: "arn:aws:secretsmanager:eu-central-1:123456789012:secret:pull" },
    cpu: 256,
    memory: 512,
    memoryReservation: 256,
    links: ["db"],
    portMappings: [{ containerPort: 80, hostPort: 80, protocol: "tcp", name: "http", appProtocol: "http" }],
    essential: true,
    restartPolicy: { enabled: true, ignoredExitCodes: [0], restartAttemptPeriod: 60 },
    entryPoint: ["/entry"],
    command: ["serve"],
    environment: [{ name: "A", value: "1" }],
    environmentFiles: [{ value: "arn:aws:s3:::bucket/a.env", type: "s3" }],
    mountPoints: [{ sourceVolume: "data", containerPath: "/data", readOnly: false }],
    volumesFrom: [{ sourceContainer: "db", readOnly: true }],
    linuxParameters: {
      capabilities: { add: ["SYS_PTRACE"], drop: ["ALL"] },
      devices: [{ hostPath: "/dev/a", containerPath: "/dev/b", permissions: ["read"] }],
      initProcessEnabled: true,
      sharedMemorySize: 64,
      tmpfs: [{ containerPath: "/tmp", size: 64, mountOptions: ["rw"] }],
      maxSwap: 0,
      swappiness: 60,
    },
    secrets: [{ name: "S", valueFrom: "arn:aws:ssm:eu-central-1:123456789012:parameter/s" }],
    dependsOn: [{ containerName: "db", condition: "HEALTHY" }],
    startTimeout: 60,
    stopTimeout: 30,
    versionConsistency: "enabled",
    hostname: "app",
    user: "1000:1000",
    workingDirectory: "/srv",
    disableNetworking: false,
    privileged: false,
    readonlyRootFilesystem: true,
    dnsServers: ["10.0.0.2"],
    dnsSearchDomains: ["internal"],
    extraHosts: [{ hostname: "peer", ipAddress: "10.0.0.9" }],
    dockerSecurityOptions: ["no-new-privileges"],
    interactive: false,
    pseudoTerminal: false,
    dockerLabels: { team: "shop" },
    ulimits: [{ name: "nofile", softLimit: 1024, hardLimit: 4096 }],
    logConfiguration: {
      logDriver: "awslogs",
      options: { "awslogs-group": "/ecs/web" },
      secretOptions: [{ name: "T", valueFrom: "arn:aws:ssm:eu-central-1:123456789012:parameter/t" }],
    },
    healthCheck: { command: ["CMD", "true"], interval: 30, timeout: 5, retries: 3, startPeriod: 10 },
    systemControls: [{ namespace: "net.core.somaxconn", value: "1024" }],
    resourceRequirements: [{ value: "1", type: "GPU" }],
    firelensConfiguration: { type: "fluentbit", options: { "enable-ecs-log-metadata": "true" } },
    credentialSpecs: ["credentialspec:arn:aws:s3:::bucket/spec.json"],
  };
  const db: Members = { name: "db", image: "postgres:17.2", memory: 512, healthCheck: { command: ["CMD", "pg_isready"] } };
  return {
    family: "web",
    taskRoleArn: "arn:aws:iam::123456789012:role/web",
    executionRoleArn: "arn:aws:iam::123456789012:role/ecsTaskExecutionRole",
    networkMode: "awsvpc",
    containerDefinitions: [container, db],
    volumes: [
      { name: "data", host: { sourcePath: "/srv/data" } },
      { name: "shared", dockerVolumeConfiguration: { scope: "shared", autoprovision: true, driver: "local", labels: { a: "b" } } },
      {
        name: "files",
        efsVolumeConfiguration: {
          fileSystemId: "fs-12345678",
          rootDirectory: "/",
          transitEncryption: "ENABLED",
          transitEncryptionPort: 2049,
          authorizationConfig: { accessPointId: "fsap-1234", iam: "ENABLED" },
        },
      },
    ],
    placementConstraints: [{ type: "memberOf", expression: "attribute:ecs.os-type == linux" }],
    requiresCompatibilities: ["FARGATE"],
    cpu: "512",
    memory: "2048",
    tags: [{ key: "team", value: "shop" }],
    pidMode: "task",
    ipcMode: "none",
    proxyConfiguration: { type: "APPMESH", containerName: "db", properties: [{ name: "AppPorts", value: "80" }] },
    ephemeralStorage: { sizeInGiB: 40 },
    runtimePlatform: { cpuArchitecture: "ARM64", operatingSystemFamily: "LINUX" },
    enableFaultInjection: false,
  };
}
