package io.trailhouse.s3;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the endpoint that {@link S3Test} shares, and stops it after the last test. */
final class S3ProxyExtension implements ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == S3Proxy.class;
  }

  @Override
  public S3Proxy resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(S3ProxyExtension.class))
        .getOrComputeIfAbsent(S3Proxy.class, key -> S3Proxy.start(), S3Proxy.class);
  }
}
