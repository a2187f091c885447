package dev.leadlight.platform.json;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leadlight.contracts.json.ContractJson;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** Makes the HTTP side read and write JSON exactly as the topics do. */
@Singleton
public class JsonSetUp implements ObjectMapperCustomizer {

  @Override
  public void customize(ObjectMapper mapper) {
    ContractJson.configure(mapper);
  }
}
