/** The phones and networks that are simulated: Lighthouse's own figures for a mobile, and its "regular 3G". */
export const MOBILE = { rttMs: 150, throughputKbps: 1_638.4, cpuSlowdownMultiplier: 4 };
export const SLOW = { rttMs: 300, throughputKbps: 700, cpuSlowdownMultiplier: 4 };

export type Conditions = typeof MOBILE;
