import type { Role } from '#shared/domain/agent.ts';
import type { Sql } from '../db/database.ts';

interface OrgRow {
  readonly id: string;
  readonly parent: string | null;
  readonly level: 'headquarters' | 'province' | 'city' | 'team';
  readonly name: string;
  readonly areaCode?: string;
  readonly ticketPrefix?: string;
}

/** The demo tree, parents first. A second city exists so that permission ends somewhere. */
const orgs: readonly OrgRow[] = [
  { id: 'hq', parent: null, level: 'headquarters', name: '总部' },
  { id: 'fj', parent: 'hq', level: 'province', name: '福建' },
  { id: 'fz', parent: 'fj', level: 'city', name: '福州', areaCode: '0591', ticketPrefix: 'FZ' },
  { id: 'fz-1', parent: 'fz', level: 'team', name: '受理一班' },
  { id: 'fz-2', parent: 'fz', level: 'team', name: '受理二班' },
  { id: 'fz-back', parent: 'fz', level: 'team', name: '后台支撑班' },
  { id: 'fz-key', parent: 'fz', level: 'team', name: '大客户班' },
  { id: 'fz-qa', parent: 'fz', level: 'team', name: '质检班' },
  { id: 'xm', parent: 'fj', level: 'city', name: '厦门', areaCode: '0592', ticketPrefix: 'XM' },
  { id: 'xm-1', parent: 'xm', level: 'team', name: '受理一班' },
];

export interface DemoAgent {
  readonly agentNo: string;
  readonly name: string;
  readonly role: Role;
  readonly orgId: string;
}

/** Made-up people. 8601 sits in the other city. */
export const demoAgents: readonly DemoAgent[] = [
  { agentNo: '8001', name: '林晓芸', role: 'agent', orgId: 'fz-1' },
  { agentNo: '8002', name: '陈伟杰', role: 'agent', orgId: 'fz-1' },
  { agentNo: '8003', name: '郑雅婷', role: 'agent', orgId: 'fz-2' },
  { agentNo: '8004', name: '黄志强', role: 'agent', orgId: 'fz-2' },
  { agentNo: '8600', name: '吴美玲', role: 'lead', orgId: 'fz-1' },
  { agentNo: '8601', name: '叶建平', role: 'lead', orgId: 'xm-1' },
  { agentNo: '8700', name: '何文斌', role: 'backOffice', orgId: 'fz-back' },
  { agentNo: '8800', name: '许静怡', role: 'accountManager', orgId: 'fz-key' },
  { agentNo: '8900', name: '蔡明远', role: 'quality', orgId: 'fz-qa' },
  { agentNo: '9000', name: '谢宇航', role: 'admin', orgId: 'fj' },
];

export async function ensureDemoOrgs(sql: Sql): Promise<void> {
  const paths = new Map<string, string>();
  for (const org of orgs) {
    const path = `${org.parent === null ? '/' : (paths.get(org.parent) ?? '/')}${org.id}/`;
    paths.set(org.id, path);
    await sql.query(
      'insert into orgs (id, parent_id, level, name, path, area_code, ticket_prefix) values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing',
      [org.id, org.parent, org.level, org.name, path, org.areaCode ?? null, org.ticketPrefix ?? null],
    );
  }
}
