package dev.leadlight.local.stack.service;

import java.util.HashMap;
import java.util.Map;

/**
 * Sources of labels of the local stack. Their secrets are known to everybody, as is all that this
 * machine serves to itself: {@code demo-<source>-secret}.
 */
public final class DemoLabelSources {

  /** Under which path of the front the vendors' APIs are played. */
  public static final String VENDORS = "/demo-vendors";

  /**
   * Settings of feedback-service.
   *
   * @param front where the stand-in for vendors answers and HubSpot would call
   */
  public static Map<String, String> settings(String front) {
    Map<String, String> settings = new HashMap<>();
    String api = front + VENDORS;
    add(settings, "demo-zigpoll", "zigpoll");
    question(settings, "demo-zigpoll", "satisfaction", "satisfaction 0..10");
    question(settings, "demo-zigpoll", "reason", "reason");
    add(settings, "demo-qualtrics", "qualtrics");
    option(settings, "demo-qualtrics", "base-url", api + "/API/v3");
    option(settings, "demo-qualtrics", "api-token", "demo");
    question(settings, "demo-qualtrics", "QID1", "satisfaction 1..5");
    question(settings, "demo-qualtrics", "QID2_TEXT", "reason");
    add(settings, "demo-hubspot", "hubspot");
    settings.put(name("demo-hubspot", "url"), front + "/v1/crm/demo-hubspot");
    option(settings, "demo-hubspot", "base-url", api);
    option(settings, "demo-hubspot", "api-token", "demo");
    return settings;
  }

  private static void add(Map<String, String> settings, String source, String vendor) {
    settings.put(name(source, "vendor"), vendor);
    settings.put(name(source, "secrets"), source + "-secret");
  }

  private static void question(
      Map<String, String> settings, String source, String id, String meaning) {
    option(settings, source, "\"questions." + id + "\"", meaning);
  }

  private static void option(
      Map<String, String> settings, String source, String option, String value) {
    settings.put(name(source, "options." + option), value);
  }

  private static String name(String source, String setting) {
    return "leadlight.feedback.sources." + source + ".webhook." + setting;
  }

  private DemoLabelSources() {}
}
