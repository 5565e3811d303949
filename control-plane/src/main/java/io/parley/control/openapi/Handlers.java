package io.parley.control.openapi;

import io.parley.control.people.Needs;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** Finds the endpoints that controllers declare. Stateless. */
public final class Handlers {
  private static final String API = "/api/";

  private Handlers() {}

  /** Every endpoint below {@code /api/} of the controllers in {@code packageName}, by its path. */
  public static List<Handler> in(String packageName) {
    var scan = new ClassPathScanningCandidateComponentProvider(false);
    scan.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
    List<Handler> found = new ArrayList<>();
    for (var bean : scan.findCandidateComponents(packageName)) {
      String name = String.valueOf(bean.getBeanClassName());
      Class<?> type = ClassUtils.resolveClassName(name, Handlers.class.getClassLoader());
      for (Method code : type.getDeclaredMethods()) {
        add(found, type, code);
      }
    }
    return found.stream()
        .filter(each -> each.path().startsWith(API))
        .sorted(Comparator.comparing(Handler::path).thenComparing(Handler::method))
        .toList();
  }

  private static void add(List<Handler> found, Class<?> type, Method code) {
    var mapping = AnnotatedElementUtils.findMergedAnnotation(code, RequestMapping.class);
    if (mapping == null) {
      return;
    }
    var all = AnnotatedElementUtils.findMergedAnnotation(type, RequestMapping.class);
    String prefix = all == null || all.path().length == 0 ? "" : all.path()[0];
    Needs needs = code.getAnnotation(Needs.class);
    List<String> paths = mapping.path().length == 0 ? List.of("") : List.of(mapping.path());
    String[] media =
        mapping.produces().length > 0 || all == null ? mapping.produces() : all.produces();
    for (String path : paths) {
      for (RequestMethod method : mapping.method()) {
        found.add(
            new Handler(
                method.name(),
                (prefix + path).replaceAll("\\{(\\w+):[^}]*}", "{$1}"),
                Optional.ofNullable(needs).map(Needs::value),
                Arrays.asList(media),
                code));
      }
    }
  }
}
