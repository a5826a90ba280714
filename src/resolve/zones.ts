import type { FieldPath } from '../diagnostics/diagnostic';
import { didYouMean } from '../diagnostics/did-you-mean';
import type { Report } from './report';

/**
 * The zones of a group: those that it names, all of the region where it names none, or none where the cloud shall choose. The
 * region's zones are undefined where the region itself is wrong.
 */
export function resolveZones(
  zones: readonly string[] | undefined, path: FieldPath, regionZones: readonly string[] | undefined, report: Report,
): readonly string[] {
  if (zones === undefined) return regionZones ?? [];
  zones.forEach((zone, index) => {
    if (regionZones?.length === 0) {
      report.error('ZoneUnknown', [...path, index], 'the profile lists no regions, so their zones are not known; leave zones out, and the cloud chooses');
    } else if (regionZones?.includes(zone) === false) {
      const guess = didYouMean(zone, regionZones);
      report.error('ZoneUnknown', [...path, index], { message: `zone "${zone}" is not in the region`, allowed: regionZones, ...(guess !== undefined && { didYouMean: guess }) });
    } else if (zones.indexOf(zone) !== index) {
      report.error('InvalidValue', [...path, index], `zone "${zone}" is listed twice`);
    }
  });
  return zones;
}

/** Divides a number over zones as evenly as can be; what remains goes to the first ones. */
export function spread(count: number, zones: number): number[] {
  return Array.from({ length: zones }, (_, index) => Math.floor(count / zones) + (index < count % zones ? 1 : 0));
}

/** A zone as part of a name: lower-case, other characters than letters, digits and `-` as `-`. */
export function zoneInName(zone: string): string {
  return zone.toLowerCase().replace(/[^a-z0-9-]/g, '-').replace(/^-+|-+$/g, '');
}
