/** Octavia's provider unless the profile names another. */
export const DEFAULT_LOAD_BALANCER = 'amphora';
