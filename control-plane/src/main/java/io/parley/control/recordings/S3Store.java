package io.parley.control.recordings;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Recordings in a bucket. A file goes up in parts of 8 MiB, so that no more than one part is in
 * memory and a broken upload costs one part; parts of an upload that came to nothing are removed.
 * Objects are read through this process: see {@link RecordingLinks}.
 */
final class S3Store implements RecordingStore {
  static final String NAME = "s3";

  private static final Logger LOG = LoggerFactory.getLogger(S3Store.class);
  private static final int PART_BYTES = 8 << 20;
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final S3Client s3;
  private final String bucket;

  S3Store(S3Config config) {
    this.bucket = config.bucket();
    var credentials = AwsBasicCredentials.create(config.accessKey(), config.secretKey());
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClient(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT)
                    .socketTimeout(ANSWER)
                    .build())
            .region(Region.of(config.region()))
            .credentialsProvider(StaticCredentialsProvider.create(credentials))
            // Checksums beyond what S3 demands are refused by some compatible stores.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    URI endpoint = config.endpoint();
    if (endpoint != null) {
      builder.endpointOverride(endpoint).forcePathStyle(true);
    }
    this.s3 = builder.build();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Place put(String key, Path file, boolean again) throws IOException {
    try {
      if (again) {
        abortUploadsOf(key);
      }
      return new Place(key, upload(key, file));
    } catch (SdkException e) {
      throw away(e);
    }
  }

  private String upload(String key, Path file) throws IOException {
    String id = s3.createMultipartUpload(b -> b.bucket(bucket).key(key)).uploadId();
    try {
      List<CompletedPart> parts = uploadParts(key, id, file);
      String version =
          s3.completeMultipartUpload(b ->
                  b.bucket(bucket).key(key).uploadId(id).multipartUpload(all -> all.parts(parts)))
              .versionId();
      return version == null ? "" : version;
    } catch (SdkException | IOException e) {
      abort(key, id);
      throw e;
    }
  }

  private List<CompletedPart> uploadParts(String key, String id, Path file) throws IOException {
    List<CompletedPart> parts = new ArrayList<>();
    ByteBuffer part = ByteBuffer.allocate(PART_BYTES);
    try (FileChannel in = FileChannel.open(file)) {
      long left = in.size();
      do {
        part.clear().limit((int) Math.min(PART_BYTES, left));
        while (part.hasRemaining()) {
          if (in.read(part) < 0) {
            throw new IOException("the file became shorter while it was uploaded");
          }
        }
        left -= part.flip().remaining();
        int number = parts.size() + 1;
        String etag =
            s3.uploadPart(
                    b -> b.bucket(bucket).key(key).uploadId(id).partNumber(number),
                    RequestBody.fromByteBuffer(part))
                .eTag();
        parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
      } while (left > 0);
    }
    return parts;
  }

  /** Best effort: what stays is aborted before the next try. */
  private void abort(String key, String id) {
    try {
      s3.abortMultipartUpload(b -> b.bucket(bucket).key(key).uploadId(id));
    } catch (SdkException e) {
      LOG.debug("parts of {} stay until the next try", key, e);
    }
  }

  private void abortUploadsOf(String key) {
    List<MultipartUpload> begun =
        s3.listMultipartUploads(b -> b.bucket(bucket).prefix(key)).uploads();
    for (MultipartUpload upload : begun) {
      if (upload.key().equals(key)) {
        s3.abortMultipartUpload(b -> b.bucket(bucket).key(key).uploadId(upload.uploadId()));
      }
    }
  }

  @Override
  public InputStream open(Place place, long from, long length) throws IOException {
    if (length == 0) {
      return InputStream.nullInputStream();
    }
    try {
      return s3.getObject(b -> {
        b.bucket(bucket).key(place.key());
        b.range("bytes=" + from + "-" + (from + length - 1));
        if (!place.version().isEmpty()) {
          b.versionId(place.version());
        }
      });
    } catch (NoSuchKeyException e) {
      throw new FileNotFoundException(e.getMessage());
    } catch (SdkException e) {
      throw away(e);
    }
  }

  @Override
  public void delete(Place place) throws IOException {
    try {
      s3.deleteObject(b -> {
        b.bucket(bucket).key(place.key());
        if (!place.version().isEmpty()) {
          b.versionId(place.version());
        }
      });
    } catch (SdkException e) {
      throw away(e);
    }
  }

  private static IOException away(SdkException e) {
    return new IOException("the S3 store did not do it: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    s3.close();
  }
}
