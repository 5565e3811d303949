package io.parley.control.provider;

import io.parley.control.agents.Directory;
import io.parley.control.agents.SealedCredential;
import io.parley.control.secret.SecretBox;
import io.parley.control.secret.SecretFault;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.route.ModelAccess;
import io.parley.kernel.route.ModelAccesses;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tenants' language models out of the directory, their keys opened at each question. */
public final class OpenedModels implements ModelAccesses {
  private static final Logger LOG = LoggerFactory.getLogger(OpenedModels.class);

  private final Directory directory;
  private final SecretBox box;

  /** Those in {@code directory}, with keys that {@code box} opens. */
  public OpenedModels(Directory directory, SecretBox box) {
    this.directory = directory;
    this.box = box;
  }

  @Override
  public Optional<ModelAccess> find(TenantId tenant, String name) {
    return directory.credential(tenant, name).flatMap(each -> opened(tenant, each));
  }

  private Optional<ModelAccess> opened(TenantId tenant, SealedCredential credential) {
    ProviderKind kind = ProviderKind.of(credential.provider());
    if (!kind.isLanguageModel()) {
      return Optional.empty();
    }
    String sealed = credential.secret();
    try {
      String key =
          sealed == null ? "" : box.open(Providers.place(tenant, credential.name()), sealed);
      return Optional.of(
          new ModelAccess(
              kind.baseUrl(credential.baseUrl()),
              kind.model(credential.model()),
              key,
              credential.revision()));
    } catch (SecretFault lost) {
      LOG.warn("the key of {} cannot be used: {}", credential.name(), lost.getMessage());
      return Optional.empty();
    }
  }
}
