/** How the person who is signed in likes their tablet, and a way to change it. */
import { useMemo } from "react";
import { personal, usePersonal } from "../../api/personal";
import { USUAL } from "../../api/preferences";
import { keyMap, type KeyMap } from "./keys";
import { likesOf, preferencesOf, type Likes } from "./likes";

export interface Kept extends Likes {
  map: KeyMap;
  prefer: (change: Partial<Likes>) => void;
}

export function usePreferences(): Kept {
  const person = usePersonal() ?? USUAL;
  return useMemo(() => {
    const likes = likesOf(person);
    const prefer = (change: Partial<Likes>) => {
      personal.prefer(preferencesOf(change, personal.read() ?? USUAL));
    };
    return { ...likes, map: keyMap(likes.keys), prefer };
  }, [person]);
}
