package io.trailhouse.caller;

/** What kind of principal a caller is. */
public enum CallerKind {
  /** The root user of an account. */
  ROOT("root"),
  /** An IAM user. */
  USER("user"),
  /** A role, in a session or not. */
  ROLE("role"),
  /** A federated, SAML, web identity or directory user. */
  FEDERATED("federated"),
  /** A user of IAM Identity Center. */
  IDENTITY_CENTER("identity-center"),
  /** An AWS service. */
  SERVICE("service"),
  /** Another AWS account, of which no more is told. */
  ACCOUNT("account"),
  /** Nobody that signed the request: public access to S3. */
  ANONYMOUS("anonymous"),
  /** The record does not say. */
  UNKNOWN("unknown");

  private final String label;

  CallerKind(String label) {
    this.label = label;
  }

  /** The word in the column {@code caller_kind}. */
  public String label() {
    return label;
  }
}
