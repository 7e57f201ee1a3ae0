package dev.rawline.data.store;

import dev.rawline.data.web.Address;
import dev.rawline.data.web.Timeouts;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Access to object stores → a client of the SDK for one of them.
 *
 * @param client what sends requests
 * @param signed whether they are signed; of requests without a signature only those for public
 *     objects are answered
 */
record S3Connection(S3Client client, boolean signed) {
  /** Variables and properties in which the SDK reads of a store that is not Amazon's. */
  private static final Map<String, String> ELSEWHERE =
      Map.of("AWS_ENDPOINT_URL", "aws.endpointUrl", "AWS_ENDPOINT_URL_S3", "aws.endpointUrlS3");

  /** What requests are for. */
  enum Purpose {
    /** Public objects can be read without credentials. */
    READ,
    /** Only who has credentials may write. */
    WRITE
  }

  /** Makes a client; it connects when a request is sent. */
  static S3Connection open(StoreAccess access, Purpose purpose) {
    Timeouts timeouts = access.timeouts();
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(timeouts.connect())
                    .socketTimeout(timeouts.stall()))
            // RetryPolicy repeats requests, so that each failure is reported.
            .overrideConfiguration(
                settings -> settings.retryStrategy(AwsRetryStrategy.doNotRetry()))
            // Stores that stop reading at the last piece reset the connection before the answer is
            // read.
            .serviceConfiguration(settings -> settings.chunkedEncodingEnabled(false))
            // Not every store knows the SDK's own checksums; MD5 and SHA-256 are ours.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    boolean elsewhere =
        access.endpoint().isPresent()
            || ELSEWHERE.keySet().stream().anyMatch(name -> System.getenv(name) != null)
            || ELSEWHERE.values().stream().anyMatch(name -> System.getProperty(name) != null);
    access.endpoint().map(Address::uri).ifPresent(builder::endpointOverride);
    boolean signed = purpose == Purpose.WRITE || hasCredentials();
    if (!signed) {
      builder.credentialsProvider(AnonymousCredentialsProvider.create());
    }
    if (elsewhere) {
      builder.forcePathStyle(true).region(region());
    } else if (!signed) {
      // Who has no account has no region either: Amazon names that of the bucket.
      builder.region(region()).crossRegionAccessEnabled(true);
    }
    return new S3Connection(builder.build(), signed);
  }

  private static boolean hasCredentials() {
    try (DefaultCredentialsProvider provider = DefaultCredentialsProvider.builder().build()) {
      return provider.resolveCredentials() != null;
    } catch (SdkClientException e) {
      return false;
    }
  }

  /**
   * A store other than Amazon's may have no regions, but a signature needs one. The SDK would also
   * query Amazon's machines, which have no information about it, and wait for seconds where they do
   * not exist.
   */
  private static Region region() {
    try {
      return new AwsRegionProviderChain(
              new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
          .getRegion();
    } catch (SdkClientException e) {
      return Region.US_EAST_1;
    }
  }
}
