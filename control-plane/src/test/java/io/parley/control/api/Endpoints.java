package io.parley.control.api;

import io.parley.control.people.Needs;
import io.parley.control.people.Permission;
import io.parley.kernel.id.CallId;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** Every endpoint below {@code /api/}, as the controllers declare them. */
final class Endpoints {
  private Endpoints() {}

  /** One of them; {@code needs} is empty when it needs no permission of its own. */
  record Endpoint(String method, String pattern, Optional<Permission> needs) {
    /** A path that fits the pattern and names nothing that there is. */
    String path() {
      String id = CallId.at(1_000, RandomGenerator.getDefault()).toString();
      return pattern.replaceAll("\\{[^}]*id[^}]*}", id).replaceAll("\\{[^}]*}", "1");
    }

    @Override
    public String toString() {
      return method + " " + pattern;
    }
  }

  static List<Endpoint> all() throws ClassNotFoundException {
    var scan = new ClassPathScanningCandidateComponentProvider(false);
    scan.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
    List<Endpoint> found = new ArrayList<>();
    for (var bean : scan.findCandidateComponents("io.parley.control.api")) {
      Class<?> type = Class.forName(bean.getBeanClassName());
      RequestMapping at = AnnotatedElementUtils.findMergedAnnotation(type, RequestMapping.class);
      String prefix = at == null || at.path().length == 0 ? "" : at.path()[0];
      for (Method handler : type.getDeclaredMethods()) {
        add(found, prefix, handler);
      }
    }
    return found.stream().filter(each -> each.pattern().startsWith("/api/")).toList();
  }

  private static void add(List<Endpoint> found, String prefix, Method handler) {
    var mapping = AnnotatedElementUtils.findMergedAnnotation(handler, RequestMapping.class);
    if (mapping == null) {
      return;
    }
    Needs needs = handler.getAnnotation(Needs.class);
    List<String> paths = mapping.path().length == 0 ? List.of("") : Arrays.asList(mapping.path());
    for (String path : paths) {
      for (RequestMethod method : mapping.method()) {
        found.add(
            new Endpoint(
                method.name(), prefix + path, Optional.ofNullable(needs).map(Needs::value)));
      }
    }
  }
}
