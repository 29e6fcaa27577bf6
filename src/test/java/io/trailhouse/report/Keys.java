package io.trailhouse.report;

/** The columns that events are grouped by. */
final class Keys {

  static final Group.Key CALLER = new Group.Key("caller", event -> event.caller().key());
  static final Group.Key SOURCE = new Group.Key("event_source", Counted::source);
  static final Group.Key NAME = new Group.Key("event_name", Counted::name);
  static final Group.Key REGION = new Group.Key("aws_region", Counted::region);
  static final Group.Key ACCOUNT = new Group.Key("recipient_account_id", Counted::account);
  static final Group.Key CATEGORY = new Group.Key("event_category", Counted::category);
  static final Group.Key ERROR = new Group.Key("error_code", Counted::error);
  static final Group.Key PERSON = new Group.Key("person", Counted::personName);

  private Keys() {}
}
