/** Takes a text in pieces and gives each JSON object in it as soon as it is whole, whether there is anything between objects or not. */
export function jsonObjects(onObject: (text: string) => void): (piece: string) => void {
  let [depth, inString, escaped] = [0, false, false];
  let unfinished = '';
  return (piece) => {
    let begin = 0;
    for (let index = 0; index < piece.length; index += 1) {
      const character = piece[index];
      if (inString) {
        if (escaped) escaped = false;
        else if (character === '\\') escaped = true;
        else if (character === '"') inString = false;
      } else if (character === '"') {
        inString = true;
      } else if (character === '{') {
        depth += 1;
      } else if (character === '}' && (depth -= 1) === 0) {
        onObject(unfinished + piece.slice(begin, index + 1));
        unfinished = '';
        begin = index + 1;
      }
    }
    unfinished += piece.slice(begin);
  };
}
