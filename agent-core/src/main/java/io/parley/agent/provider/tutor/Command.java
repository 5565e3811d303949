package io.parley.agent.provider.tutor;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may order in words, in the order in which it is looked for. Each pattern is for the
 * whole utterance: lower case, without punctuation and apostrophes, fillers taken off both ends.
 */
enum Command {
  START_OVER(
      "(?:(?:can|could) (?:you|we) |lets |i want to )?(?:start|begin|do it|go)(?: all)? (?:over|again)"
          + "(?: from the (?:start|beginning|top))?|restart|start again"
          + "|.{0,20}\\bfrom the (?:beginning|start|top)"),
  REPEAT(
      "(?:(?:can|could|would|will) you )?(?:please )?(?:repeat|re peat)(?: .{0,25})?"
          + "|.{0,15}\\bsay (?:that|it|this|the question)(?: one)?(?: all)?(?: again| once more)"
          + "|say again|again|once more|one more time|come again|pardon(?: me)?|excuse me|sorry|what"
          + "|what did you (?:just )?say|what was (?:that|the question|your question)"
          + "|what is the question|whats the question|huh"
          + "|i (?:didnt|did not|couldnt|could not|cant|cannot) (?:quite )?(?:hear|get|catch)"
          + "(?: (?:you|that|it|what you said))?|(?:ask|tell)(?: me)? (?:that|it)? ?again"),
  HAS_QUESTION(
      "(?!can|could|may|shall|should|do )(?:.{0,12} )?i (?:have|got|have got|ve got|had)(?: a| another| one| some| one more| just)+"
          + " questions?(?: for you)?"
          + "|(?:can|could|may) i ask(?: you)?(?: a| one| another| some)?(?: questions?| something)?"
          + "|i (?:want|would like|need) to ask(?: you)?(?: a| another| one| some)?"
          + "(?: questions?| something)?|let me ask you.{0,20}|i have questions?"),
  SLOWER(
      "(?!why|what|how|which|is |are |do |does )(?:.{0,25} )?(?:slow|slower|slowly|slow down|too fast|too quick|too quickly)(?: .{0,12})?"),
  LOUDER("(?:.{0,20} )?(?:louder|speak up|cant hear you|cannot hear you|too quiet)(?: .{0,8})?"),
  SOLUTION(
      "(?:.{0,25} )?(?:what|whats|tell me|give me|say)(?: is| was)?(?: the| your)?"
          + "(?: right| correct| real)? (?:answer|solution)(?: .{0,20})?"
          + "|(?:just )?the answer|i give up|give up|pass|i pass|tell me|so what is it|what is it"
          + "|whats it"),
  HINT(
      "(?:.{0,25} )?(?:hint|hints|clue|a tip)(?: .{0,12})?|help me(?: (?:out|with .{0,15}))?"
          + "|i need (?:some |a )?help"),
  DONT_KNOW(
      "(?:sorry |hm |hmm |no )*(?:i )?(?:really |just )*(?:dont|do not|didnt|cant|cannot)"
          + "(?: really)? (?:know|remember|say|tell)(?: it| that| this| the answer| yet| that one)?"
          + "|(?:i have )?(?:no|not an|not a) (?:idea|clue)|(?:i am |im )?not (?:so |very |really )?sure"
          + "|i forgot(?: it)?|dunno|beats me|(?:i am |im )?stuck|hard to say|no i dont"),
  SKIP(
      "(?:.{0,10} )?(?:skip|next)(?: (?:it|this|that|the|one|question|please|this one|that one"
          + "|the question|this question|point|topic))*|(?:can we |lets |i want to )?(?:go|move)"
          + " (?:on )?to the next(?: .{0,12})?|another one|a different (?:one|question)"
          + "|something else|(?:an)?other question|one more"),
  QUIZ(
      "(?:.{0,30} )?(?:give|ask|get|have|want|need|like|try|do|take|make|more|first|start|ready|hear"
          + "|with|for|answer)(?: .{0,12})? (?:question|questions|quiz|test|exercise)(?: .{0,30})?"
          + "|(?:.{0,20} )?(?:quiz|test|examine|ask) me(?: .{0,25})?|(?:a |the )?(?:question|questions"
          + "|quiz)|(?:i am|im) ready|ready"),
  EXAMPLE(
      "(?:.{0,30} )?(?:example|examples|for instance)(?: .{0,30})?"
          + "|i (?:dont|do not|didnt|did not) (?:understand|get|follow)(?: (?:it|that|this|you))?"
          + "|(?:it|that|this)(?: is|s) too (?:hard|difficult|complicated)|(?:i am |im )?confused"),
  MORE(
      "(?:(?:can|could|would) you )?(?:tell|give|say|explain|know)?(?: me)? ?(?:a (?:bit|little) )?more"
          + "(?: about (?:it|that|this))?|what else|anything else|go deeper|and(?: then)?|why"
          + "|why is that|(?:explain|tell me about) (?:it|that|this)|how come|really|how"),
  GO_ON(
      "go on|continue|keep going|carry on|proceed|go ahead|move on|(?:and )?what(?: is|s)? next"
          + "|lets (?:go on|continue|go|move on)|(?:can we|please) (?:go on|continue)|next point"),
  WAIT(
      "wait(?: .{0,15})?|hold on(?: .{0,15})?|(?:just )?(?:one|a) (?:moment|second|minute)"
          + "(?: .{0,10})?|give me (?:a|one) (?:moment|second|minute)|let me (?:think|see)"
          + "(?: .{0,15})?|hang on(?: .{0,15})?|i am thinking|im thinking"),
  STOP(
      "(?:stop|stopped|stock)(?: (?:it|that|now|talking|there|please|speaking|this|stop))*|be quiet"
          + "|quiet|shut up|enough|pause|silence|cancel|never ?mind|thats enough|that is enough"),
  HELP(
      "help|what can (?:i|you|we) (?:do|say|ask)(?: .{0,15})?|how does (?:this|it) work"
          + "|what are (?:my|the) options|what (?:should|shall|do) i (?:say|do)(?: now)?|options|menu"
          + "|instructions|what now"),
  TOPICS(
      "what(?: is|s| are) (?:this|the|your|todays|our) (?:lesson|topic|topics|subject|lessons)"
          + "(?: about| today)?|what (?:can|will|do|could|shall|should) (?:i|we|you)"
          + " (?:learn|teach|cover|talk about)(?: .{0,20})?|what do you (?:know|teach)(?: about)?"
          + "|(?:which|what) (?:topics|lessons|subjects)(?: .{0,30})?|topics|lessons"
          + "|what is (?:this|it|that) (?:all )?about"),
  TEACH(
      "(?:(?:can|could|would|will) you )?(?:teach|explain|tell)(?: me| us)?(?: about)?"
          + "(?: it| something| everything| the lesson| the topic| all)?(?: to me)?"
          + "|(?:.{0,15} )?(?:start|begin|do|give me|hear|with|have|want)(?: the| a| this| our)* lesson"
          + "|(?:the )?lesson|(?:lets |i want to |we can )?(?:start|begin|learn)"
          + "(?: something| about it| now)?"),
  WHO_ARE_YOU(
      "who (?:are|is) (?:you|this|there|that)|what are you"
          + "|(?:so )?are you (?:a |an |really |just |some kind of )*(?:human|real|robot|machine"
          + "|computer|person|bot|ai|program|man|woman|alive)(?: .{0,20})?"
          + "|what(?: is|s) your name|am i (?:talking|speaking) (?:to|with) .{0,30}"),
  HOW_ARE_YOU("how are you(?: .{0,15})?|how do you do|how is it going|hows it going"),
  HELLO(
      "(?:hello|hi|hey|good (?:morning|afternoon|evening|day)|hello hello)"
          + "(?: there| tutor| parley| again)?"
          + "|(?:are you|anybody|is anybody|is anyone) (?:still )?there|can you hear me"),
  THANKS(
      "(?:thanks|thank you)(?: very much| so much| a lot| tutor| for .{0,15})?|thats? (?:nice|great|good)(?: .{0,10})?"),
  GOT_IT(
      "okay|ok|good|great|cool|nice|interesting|wow|i see|i understand|got it|i got it|right|aha"
          + "|i know|i knew that|all right|alright|fine|perfect|wonderful|amazing|well");

  private static final String FILLER =
      "(?:um|uh|er|erm|ah|oh|well|okay|ok|so|now|please|just|and|then|alright|all right|yeah|yes|hey"
          + "|tutor|but|great|good|thanks|thank you)";
  private static final Pattern BEFORE = Pattern.compile("^(?:" + FILLER + " )+(?=\\w)");
  private static final Pattern BEHIND =
      Pattern.compile(" (?:please|now|then|thanks|thank you|tutor|for me|sir|madam)$");

  private final Pattern pattern;

  Command(String pattern) {
    this.pattern = Pattern.compile(pattern);
  }

  /** The command in {@code said}, or null when it is none. */
  static @Nullable Command of(String said) {
    String words = String.join(" ", Words.of(said));
    Command whole = find(words);
    if (whole != null) {
      return whole;
    }
    String bare = BEFORE.matcher(words).replaceFirst("");
    bare = BEHIND.matcher(bare).replaceFirst("");
    return bare.equals(words) ? null : find(bare);
  }

  private static @Nullable Command find(String words) {
    if (words.isEmpty()) {
      return null;
    }
    for (Command command : values()) {
      if (command.pattern.matcher(words).matches()) {
        return command;
      }
    }
    return null;
  }
}
