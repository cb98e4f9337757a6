// Where staff sign in: read from /config.json beside the site, so that one build fits every stage.

/** The staff pool's addresses, as the stage serves them. */
export interface StaffSignIn {
  issuer: string;
  authorization_endpoint: string;
  token_endpoint: string;
  revocation_endpoint: string;
  end_session_endpoint: string;
  client_id: string;
}

/** The stage's settings for the staff pages. */
export async function readConfig(): Promise<StaffSignIn> {
  const answer = await fetch('/config.json', { cache: 'no-cache' });
  if (!answer.ok) throw new Error(`config.json: ${answer.status}`);
  const config = (await answer.json()) as { staff?: StaffSignIn };
  if (!config.staff) throw new Error('config.json has no staff sign-in');
  return config.staff;
}
