import { Cable, Phone, Smartphone, Tv, Wifi, type LucideIcon } from 'lucide-react';
import type { ServiceKind } from '#shared/domain/ticket.ts';

export const productIcons: Readonly<Record<ServiceKind, LucideIcon>> = { broadband: Wifi, iptv: Tv, mobile: Smartphone, fixed: Phone, circuit: Cable };
